using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Api.Templates;

/// <summary>A pod template without what is ours or Kubernetes' own and without restart marks; the plan's configuration hashes stay,
/// since a change of configuration is a new version.</summary>
public static class CanonicalTemplate
{
    private static readonly string[] OurLabels = [AnnotationNames.Track, "pod-template-hash"];
    private static readonly string[] OurAnnotations = [AnnotationNames.Plan, AnnotationNames.Status];

    /// <summary>A reduced copy of the template; the template itself is not changed.</summary>
    public static JsonObject Of(JsonObject template, IReadOnlyCollection<string> restartAnnotations)
    {
        var copy = (JsonObject)template.DeepClone();
        var plan = PortPlan.OfTemplate(template);
        if (copy["metadata"] is JsonObject metadata)
        {
            Remove(metadata, "labels", OurLabels);
            Remove(metadata, "annotations", [.. OurAnnotations, .. restartAnnotations, .. ProxySettings(metadata)]);
            if (plan is { Config.Count: > 0 })
            {
                metadata["config"] = new JsonObject(plan.Config.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
            }

            DropIfEmpty(copy, "metadata");
        }

        foreach (var container in Containers(copy))
        {
            StripPorts(container, plan);
        }

        return copy;
    }

    private static IEnumerable<JsonObject> Containers(JsonObject template) =>
        template.Objects("spec", "containers");

    // Copied from the Deployment for the inject entry: they size the proxy, not the version.
    private static List<string> ProxySettings(JsonObject metadata) =>
        metadata["annotations"] is JsonObject map
            ? [.. map.Select(pair => pair.Key).Where(key => key.StartsWith(AnnotationNames.ProxyPrefix, StringComparison.Ordinal))]
            : [];

    private static void Remove(JsonObject metadata, string member, IEnumerable<string> keys)
    {
        if (metadata[member] is not JsonObject map)
        {
            return;
        }

        foreach (var key in keys)
        {
            map.Remove(key);
        }

        DropIfEmpty(metadata, member);
    }

    // An entry that the plan says we added goes whole; an entry that the team declared only loses the name we gave it.
    private static void StripPorts(JsonObject container, PortPlan? plan)
    {
        if (container["ports"] is not JsonArray ports)
        {
            return;
        }

        foreach (var entry in ports.OfType<JsonObject>().ToList())
        {
            if (!Ports.IsOurs(entry.Text("name")))
            {
                continue;
            }

            entry.Remove("name");
            if (plan?.Ports.Any(port => port.Added && port.Name == Ports.SteeringName(port.App) && port.App == entry.Number("containerPort")) == true)
            {
                ports.Remove(entry);
            }
        }

        DropIfEmpty(container, "ports");
    }

    private static void DropIfEmpty(JsonObject parent, string member)
    {
        if (parent[member] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            parent.Remove(member);
        }
    }
}
