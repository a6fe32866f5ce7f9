using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Steering;

/// <summary>Sets the target ports that the steering annotation asks for, so that the field has no new owner; pure.</summary>
internal static class SteerPolicy
{
    public static (JsonObject Desired, IReadOnlyList<string> Warnings) Decide(JsonObject? old, JsonObject current, bool byAnalyzer)
    {
        var desired = (JsonObject)current.DeepClone();
        var warnings = new List<string>();
        var before = old.Annotation(AnnotationNames.Steering);
        if (!byAnalyzer && before is not null && desired.Annotation(AnnotationNames.Steering) != before)
        {
            desired.Within("metadata").Within("annotations")[AnnotationNames.Steering] = before;
        }

        if (SteeringRecord.Parse(desired.Annotation(AnnotationNames.Steering)) is { } record)
        {
            foreach (var steered in record.Ports)
            {
                Apply(desired, steered, record.On, warnings);
            }
        }

        return (desired, warnings);
    }

    private static void Apply(JsonObject service, SteeredPort steered, bool on, List<string> warnings)
    {
        if (service.Objects("spec", "ports").FirstOrDefault(each => each.Number("port") == steered.Port && (each.Text("protocol") ?? "TCP") == "TCP") is not { } port)
        {
            return;
        }

        var isOriginal = port.Number("targetPort") == steered.From || (port["targetPort"] is null && steered.Port == steered.From);
        var isSteered = port.Text("targetPort") == steered.To;
        if (on && isOriginal)
        {
            port["targetPort"] = steered.To;
        }
        else if (!on && isSteered)
        {
            port["targetPort"] = steered.From;
        }
        else if (!isOriginal && !isSteered)
        {
            warnings.Add($"canarymesh: port {steered.Port.ToString(CultureInfo.InvariantCulture)} targets {port["targetPort"]?.ToJsonString()}, "
                + $"neither {steered.From.ToString(CultureInfo.InvariantCulture)} nor {steered.To}: it is left alone and not split");
        }
    }
}
