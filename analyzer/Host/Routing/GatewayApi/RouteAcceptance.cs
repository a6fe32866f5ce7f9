using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Whether everything that a route is attached to has taken it as it is now written.</summary>
internal static class RouteAcceptance
{
    private const string Accepted = "Accepted";
    private const string ResolvedRefs = "ResolvedRefs";

    /// <summary>Who has not, in a sentence; null if all have.</summary>
    public static string? Hindrance(JsonObject route)
    {
        var ns = route.Text("metadata", "namespace") ?? "";
        var name = $"{HttpRouteBuilder.Kind} {route.Text("metadata", "name")}";
        var parents = route.Objects("spec", ParentList.Member).Select(each => ParentName.Of(each, ns)).ToList();
        return parents.Count == 0
            ? $"{name} is attached to no Gateway"
            : parents.Select(parent => Of(route, parent, name, ns)).FirstOrDefault(each => each is not null);
    }

    private static string? Of(JsonObject route, ParentName parent, string name, string ns)
    {
        var shown = parent.Shown(ns);
        var answers = route.Objects("status", "parents").Where(each => ParentName.Of(each["parentRef"] as JsonObject ?? [], ns) == parent).ToList();
        var generation = Generation(route.At("metadata", "generation"));
        var verdicts = answers.Select(answer => Verdict(answer, shown, name, generation)).ToList();
        // Controllers that do not know a parent may answer as well; one that has taken the route is enough.
        return verdicts.Count == 0 ? $"{name} waits for {shown}: no controller has answered yet" : verdicts.Contains(null) ? null : verdicts[0];
    }

    private static string? Verdict(JsonObject answer, string parent, string name, long generation)
    {
        var accepted = Condition(answer, Accepted);
        if (accepted is null || Generation(accepted["observedGeneration"]) < generation)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} waits for {parent}: its controller has not looked at generation {generation} yet");
        }

        return (accepted.Text("status"), Condition(answer, ResolvedRefs)) switch
        {
            ("False", _) => $"{parent} refuses {name}: {Why(accepted)}",
            ("True", { } refs) when refs.Text("status") == "False" && Generation(refs["observedGeneration"]) >= generation => $"{parent} cannot send where {name} says: {Why(refs)}",
            ("True", _) => null,
            _ => $"{name} waits for {parent}: {Why(accepted)}",
        };
    }

    private static JsonObject? Condition(JsonObject answer, string type) => answer.Objects("conditions").FirstOrDefault(each => each.Text("type") == type);

    private static string Why(JsonObject condition) => condition.Text("message") is { Length: > 0 } message ? $"{condition.Text("reason")}: {message}" : condition.Text("reason") ?? "";

    private static long Generation(JsonNode? value) => value is JsonValue number && long.TryParse(number.ToJsonString(), CultureInfo.InvariantCulture, out var generation) ? generation : 0;
}
