using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>How the mesh speaks to one side: the team's traffic policy, word for word.</summary>
internal static class DestinationRuleBuilder
{
    public const string Kind = "DestinationRule";

    public static JsonObject Build(RouteIntent intent, string service, JsonObject? existing)
    {
        var draft = RouteEnvelope.Open(intent, IstioKinds.ApiVersion, Kind, service, existing);
        var spec = new JsonObject { ["host"] = service };
        if (intent.Service["trafficPolicy"] is JsonObject policy)
        {
            spec["trafficPolicy"] = policy.DeepClone();
        }

        draft["spec"] = spec;
        draft.Within("metadata").Within("annotations")[AnnotationNames.Route] = new RouteMark { Split = "", Sides = [intent.Primary, intent.OnTrial] }.ToJson();
        return draft;
    }

    /// <summary>Why one of that name must not be written; it is another's, and none is adopted: what it says of the service would be lost.</summary>
    public static string? Fault(RouteIntent intent, JsonObject? existing) =>
        existing is null || ClusterCaches.ControllerUid(existing) == intent.Uid || RouteMark.Of(existing) is not null
            ? null
            : $"DestinationRule {existing.Text("metadata", "name")} is another's, and is left alone";
}
