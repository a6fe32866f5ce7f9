using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Holding;

/// <summary>What stays on a managed target whoever drops it: a PUT and a rollout undo replace template and annotations whole. Taking the
/// marks off is the analyzer's alone.</summary>
internal static class ManagedMarks
{
    public static bool IsManaged(JsonObject? deployment) => deployment.Annotation(AnnotationNames.Managed) is not null;

    public static bool IsEnabled(JsonObject? deployment) => deployment.Annotation(AnnotationNames.Enabled) == "true";

    /// <summary>Puts mark, label, plan and port names back onto the new object, in place.</summary>
    public static void Keep(JsonObject old, JsonObject desired)
    {
        if (!IsManaged(old))
        {
            return;
        }

        var annotations = desired.Within("metadata").Within("annotations");
        annotations[AnnotationNames.Managed] = old.Annotation(AnnotationNames.Managed);
        if (desired.At("spec", "template") is not JsonObject template || old.At("spec", "template") is not JsonObject before)
        {
            return;
        }

        if (Merged(PortPlan.OfTemplate(before), PortPlan.OfTemplate(template)) is { } plan)
        {
            PlannedTemplate.Apply(template, plan);
        }
        else if (before.Label(AnnotationNames.Track) is { } track)
        {
            template.Within("metadata").Within("labels")[AnnotationNames.Track] = track;
        }
    }

    // Which ports are split is ours to say; which configuration a template was made for is part of its version, an old one's too.
    private static PortPlan? Merged(PortPlan? old, PortPlan? given) => old is null ? given : given is null ? old : given with { Ports = old.Ports, By = old.By };
}
