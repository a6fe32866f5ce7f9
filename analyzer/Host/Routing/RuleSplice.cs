using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>A list of rules that others write as well, with other rules of ours in it.</summary>
internal sealed class RuleSplice(JsonNode? live, JsonNode? original, IRuleTargets targets)
{
    private readonly RuleList live = new(live, targets);
    private readonly RuleList original = new(original, targets);

    /// <summary>The list with our rules: <paramref name="group"/> makes them of each rule in whose place they come.</summary>
    public JsonArray Ours(RouteIntent intent, bool isAdopted, Func<JsonObject, JsonObject> unmirrored, Func<JsonObject, IReadOnlyList<JsonObject>> group)
    {
        var groups = BaseRules.Of(intent, original, targets, unmirrored).Select(run => (IReadOnlyList<JsonObject>)[.. run.SelectMany(group)]).ToList();
        return (isAdopted && live.HasForeignOf(original) ? original : live).With(groups);
    }

    /// <summary>The list as it was, with what others changed in it since.</summary>
    public JsonArray Returned() => (live.HasForeignOf(original) ? original : live).With(original.Runs());
}
