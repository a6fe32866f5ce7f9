using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Steered Services that a leaving target has to give back: those that select its pods, and those that select nobody's any more,
/// since their target is gone or has other labels now. Those of other targets stay steered.</summary>
internal static class LeavingServices
{
    public static IReadOnlyList<JsonObject> Of(JsonObject? target, IReadOnlyCollection<JsonObject> services, IReadOnlyCollection<JsonObject> deployments) =>
    [
        .. services.Where(service => service.Annotation(AnnotationNames.Steering) is not null
            && ((target is not null && Selects(service, target)) || !deployments.Any(each => Selects(service, each)))),
    ];

    private static bool Selects(JsonObject service, JsonObject deployment) =>
        deployment.At("spec", "template") is JsonObject template && PortPlanner.Selects(service, template);
}
