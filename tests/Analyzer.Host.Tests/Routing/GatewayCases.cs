using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>The golden files of Gateway API, and HTTPRoutes as a server and the controller of a Gateway leave them.</summary>
internal static class GatewayCases
{
    public const string Schemas = "gateway-api-standard.yaml";

    public static GatewayApiRoutes Routes { get; } = new(() => []);

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(RouteCase.Folder, "gateway-*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The route of a plan that has no faults.</summary>
    public static JsonObject Written(RouteIntent intent, JsonObject? found)
    {
        var plan = Routes.Desired(intent, Finding(found));
        Assert.Empty(plan.Faults);
        return Copy(Assert.Single(plan.Objects).Body);
    }

    public static FindObject Finding(JsonObject? route) => (kind, _) => kind == GatewayKinds.HttpRoutes && route is not null ? Copy(route) : null;

    /// <summary>The route with every parent's controller content with it.</summary>
    public static JsonObject Accepted(JsonObject route)
    {
        var accepted = Copy(route);
        var generation = accepted.Number("metadata", "generation") ?? 0;
        accepted["status"] = new JsonObject { ["parents"] = new JsonArray([.. accepted.Objects("spec", "parentRefs").Select(parent => Answer(parent, generation))]) };
        return accepted;
    }

    public static RouteReading Reading(RouteIntent intent, JsonObject route) => Routes.Read(intent, Finding(route));

    public static RouteIntent With(RouteIntent intent, Action<JsonObject> change)
    {
        var canary = (JsonObject)intent.Canary.DeepClone();
        change(canary.Within("spec").Within("service"));
        return intent with { Canary = canary };
    }

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonObject Copy(JsonObject route) => Parse(route.ToJsonString());

    private static JsonObject Answer(JsonObject parent, int generation) => new()
    {
        ["parentRef"] = parent.DeepClone(),
        ["controllerName"] = "example.com/gateways",
        ["conditions"] = new JsonArray(Condition("Accepted", generation), Condition("ResolvedRefs", generation)),
    };

    private static JsonObject Condition(string type, int generation) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = type,
        ["message"] = "",
        ["observedGeneration"] = generation,
        ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
    };
}
