using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>A Service of the team's own that spec.service speaks of: it stays as it is, so what differs is said.</summary>
internal static class ServiceReferences
{
    public static IEnumerable<string> Warnings(JsonObject canary, IEnumerable<JsonObject> services)
    {
        var target = canary.Text("spec", "targetRef", "name");
        var asked = canary.At("spec", "service");
        var name = asked.Text("name") is { Length: > 0 } own ? own : target;
        if (asked is not JsonObject || services.FirstOrDefault(each => each.Text("metadata", "name") == name) is not { } found || IsMade(found, target))
        {
            yield break;
        }

        var ports = found.Objects("spec", "ports").Select(port => port.Number("port")).OfType<int>().ToList();
        if (Findings.WholeOf(asked.At("port")) is { } wanted && !ports.Any(port => port == wanted))
        {
            var there = string.Join(", ", ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
            yield return string.Create(CultureInfo.InvariantCulture, $"canarymesh: spec.service.port: {wanted} has no effect: Service {name} is there and stays as it is, with port {there}; change it there");
        }

        if (asked.At("apex") is JsonObject { Count: > 0 })
        {
            yield return $"canarymesh: spec.service.apex: it has no effect: Service {name} is there and stays as it is; write labels and annotations there";
        }
    }

    // An operator's Service may belong to the target as well: only those that we made carry what we wrote.
    private static bool IsMade(JsonObject service, string? target) =>
        service.Annotation(AnnotationNames.MadePorts) is not null
        && service.Objects("metadata", "ownerReferences").Any(owner => owner.Text("kind") == "Deployment" && owner.Text("name") == target);
}
