using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>What selectors see of the target's pods and of the copy's, and the selector that finds the copy alone.</summary>
internal sealed record CopyLabels(JsonObject Target, JsonObject Copy, JsonObject Selector)
{
    public static CopyLabels Of(JsonObject target, LabelRewrite rewrite)
    {
        var labels = target.At("spec", "template", "metadata", "labels") as JsonObject ?? [];
        var primary = (JsonObject)labels.DeepClone();
        primary[AnnotationNames.Track] = AnnotationNames.Primary;
        var copy = new JsonObject(labels.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)rewrite.Value(pair.Key, pair.Value.Text() ?? ""))))
        {
            [AnnotationNames.Track] = AnnotationNames.Canary,
        };
        var selector = new JsonObject(CopyBuilder.SelectorLabels(target, rewrite).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return new(primary, copy, new() { ["matchLabels"] = selector });
    }
}
