using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>The Services of one side each: they do not split.</summary>
internal static class SupportBuilder
{
    public static JsonObject Build(JsonObject target, JsonObject canary, string track, IReadOnlyDictionary<string, string> selector, IReadOnlyList<SidePort> ports)
    {
        var metadata = new JsonObject
        {
            ["name"] = SideNames.Service(target.Text("metadata", "name")!, track),
            ["namespace"] = target.Text("metadata", "namespace"),
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh, [AnnotationNames.Track] = track },
            ["ownerReferences"] = new JsonArray(CopyBuilder.Owner(canary)),
        };
        Metadata(canary, track).Put(metadata);
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["type"] = "ClusterIP",
                ["selector"] = new JsonObject(selector.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
                ["ports"] = new JsonArray([.. ports.Select(Port)]),
            },
        };
    }

    /// <summary>What spec.service asks for on the Service of a side; our own labels are not the team's to set.</summary>
    public static MadeMetadata Metadata(JsonObject canary, string track)
    {
        var asked = ServiceRequest.Of(canary);
        return new(track == AnnotationNames.Primary ? asked?.Primary : asked?.Canary, asked?.UnmanagedMetadata);
    }

    /// <summary>Labels that select the primary's pods and nobody else's.</summary>
    public static IReadOnlyDictionary<string, string> PrimarySelector(JsonObject target)
    {
        var selected = new SortedDictionary<string, string>(StringComparer.Ordinal) { [AnnotationNames.Track] = AnnotationNames.Primary };
        if (target.At("spec", "selector", "matchLabels") is JsonObject match)
        {
            foreach (var (key, value) in match)
            {
                selected[key] = (string?)value ?? "";
            }
        }

        return selected;
    }

    /// <summary>The same by what the team wrote alone: a route leads there while pods without our label still serve.</summary>
    public static IReadOnlyDictionary<string, string> PrimarySelector(JsonObject target, LabelRewrite labels)
    {
        var selected = new SortedDictionary<string, string>(PrimarySelector(target).Where(pair => pair.Key != AnnotationNames.Track).ToDictionary(), StringComparer.Ordinal);
        foreach (var key in labels.Keys)
        {
            if (target.At("spec", "template").Label(key) is { } value)
            {
                selected[key] = value;
            }
        }

        return selected;
    }

    private static JsonNode Port(SidePort port)
    {
        var made = new JsonObject { ["name"] = port.Name, ["protocol"] = "TCP", ["port"] = port.Port, ["targetPort"] = port.Target.DeepClone() };
        if (port.AppProtocol is { } protocol)
        {
            made["appProtocol"] = protocol;
        }

        return made;
    }
}
