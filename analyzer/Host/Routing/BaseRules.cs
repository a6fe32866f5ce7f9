using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The rules in whose place ours come: those of the adopted route that led to the apex. A team's own matches, timeouts and rewrites
/// stay in force where the Canary says nothing of them.</summary>
internal static class BaseRules
{
    public static IReadOnlyList<IReadOnlyList<JsonObject>> Of(RouteIntent intent, RuleList original, IRuleTargets targets, Func<JsonObject, JsonObject> unmirrored)
    {
        var runs = original.Runs();
        var bases = runs.Select(run => (IReadOnlyList<JsonObject>)[.. run.Where(rule => targets.LeadsTo(rule, intent.Apex))]).ToList();
        if (bases.Any(run => run.Count > 0))
        {
            return HasMatch(intent.Service) ? OnlyFirst(bases) : bases;
        }

        // It split by hand already: the rule of everybody is the last one that leads to the primary.
        var split = runs.SelectMany(run => run).LastOrDefault(rule => targets.LeadsTo(rule, intent.Primary));
        return runs.Count == 0
            ? [[[]]]
            : [.. runs.Select((run, index) => (IReadOnlyList<JsonObject>)(split is null ? (index == runs.Count - 1 ? [[]] : []) : run.Contains(split) ? [unmirrored(split)] : []))];
    }

    /// <summary>Whether the section service of a Canary has conditions of its own.</summary>
    public static bool HasMatch(JsonObject service) => service["match"] is JsonArray { Count: > 0 };

    // The Canary's own conditions say where it is: several rules with the same ones would be one too many.
    private static List<IReadOnlyList<JsonObject>> OnlyFirst(List<IReadOnlyList<JsonObject>> bases)
    {
        var first = bases.FindIndex(run => run.Count > 0);
        return [.. bases.Select((run, index) => index == first ? (IReadOnlyList<JsonObject>)[run[0]] : [])];
    }
}
