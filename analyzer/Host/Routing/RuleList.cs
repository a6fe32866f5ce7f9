using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>A list of rules in which runs of ours alternate with rules of others. Order decides which rule takes a request, so ours are put
/// exactly where they were, and those of others keep theirs.</summary>
internal sealed class RuleList(JsonNode? rules, IRuleTargets targets)
{
    private readonly IReadOnlyList<JsonObject> all = [.. (rules as JsonArray ?? []).OfType<JsonObject>()];

    public IReadOnlyList<JsonObject> All => all;

    public IEnumerable<JsonObject> Ours => all.Where(targets.IsOurs);

    /// <summary>Rules of others in front of the first of ours; none if there is none of ours.</summary>
    public IEnumerable<JsonObject> InFront => Ours.Any() ? all.TakeWhile(rule => !targets.IsOurs(rule)) : [];

    private IEnumerable<JsonObject> Foreign => all.Where(rule => !targets.IsOurs(rule));

    /// <summary>Our rules, run by run.</summary>
    public IReadOnlyList<IReadOnlyList<JsonObject>> Runs()
    {
        List<IReadOnlyList<JsonObject>> runs = [];
        for (var index = 0; index < all.Count;)
        {
            var run = all.Skip(index).TakeWhile(targets.IsOurs).ToList();
            if (run.Count > 0)
            {
                runs.Add(run);
            }

            index += Math.Max(1, run.Count);
        }

        return runs;
    }

    public bool HasForeignOf(RuleList other) => Foreign.SequenceEqual(other.Foreign, new JsonEquality());

    /// <summary>The list with other rules of ours. Where others moved theirs so that the runs are not the same ones, all of ours come where
    /// the last of them was: a rule that somebody put before ours stays before them.</summary>
    public JsonArray With(IReadOnlyList<IReadOnlyList<JsonObject>> groups)
    {
        var runs = Runs();
        var placed = groups.Count == runs.Count ? groups : [.. Enumerable.Repeat<IReadOnlyList<JsonObject>>([], Math.Max(0, runs.Count - 1)), [.. groups.SelectMany(group => group)]];
        List<JsonObject> result = [];
        var run = 0;
        for (var index = 0; index < all.Count; index++)
        {
            if (!targets.IsOurs(all[index]))
            {
                result.Add(all[index]);
            }
            else if (index == 0 || !targets.IsOurs(all[index - 1]))
            {
                result.AddRange(placed[run++]);
            }
        }

        result.AddRange(placed.Skip(run).SelectMany(group => group));
        return new([.. result.Select(rule => rule.DeepClone())]);
    }
}
