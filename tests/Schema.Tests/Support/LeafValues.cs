using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Schema.Tests.Support;

/// <summary>Legal values of a leaf: every one of an enumeration, else two that differ.</summary>
internal static class LeafValues
{
    private static readonly Dictionary<string, string[]> Given = new(StringComparer.Ordinal)
    {
        ["spec.metricsServer"] = ["http://a.example:9090", "http://b.example:9090"],
        ["spec.targetRef.apiVersion"] = ["apps/v1", "apps/v2"],
        ["spec.autoscalerRef.apiVersion"] = ["autoscaling/v2", "apps/v1"],
        ["spec.service.headless"] = ["false", "true"],
        ["spec.service.appProtocol"] = ["http", "kubernetes.io/h2c"],
        ["spec.service.timeout"] = ["15s", "30s"],
        ["spec.service.backendTimeout"] = ["15s", "30s"],
        ["spec.service.hosts[]"] = ["www.a.example", "www.b.example"],
        ["spec.service.match[].method.exact"] = ["GET", "POST"],
        ["spec.service.match[].uri.exact"] = ["/some", "/other"],
        ["spec.service.match[].uri.prefix"] = ["/some", "/other"],
        ["spec.service.rewrite.uri"] = ["/some", "/other"],
        ["spec.service.rewrite.type"] = ["ReplaceFullPath", "ReplacePrefixMatch"],
        ["spec.service.corsPolicy.allowMethods[]"] = ["GET", "POST"],
        ["spec.service.corsPolicy.allowOrigin[]"] = ["https://a.example", "https://b.example"],
        ["spec.service.corsPolicy.allowOrigins[].exact"] = ["https://a.example", "https://b.example"],
        ["spec.service.corsPolicy.maxAge"] = ["15s", "24h"],
        ["spec.service.retries.perTryTimeout"] = ["15s", "30s"],
        ["spec.analysis.sessionAffinity.path"] = ["/some", "/other"],
        ["spec.analysis.metrics[].name"] = ["request-success-rate", "request-duration"],
        ["spec.analysis.metrics[].query"] = ["up", "sum(up)"],
        ["spec.analysis.webhooks[].url"] = ["http://a.example/", "http://b.example/"],
        ["spec.provider.address"] = ["https://a.example", "https://b.example"],
        ["spec.query"] = ["up", "sum(up)"],
        ["spec.address"] = ["https://a.example/hook", "https://b.example/hook"],
        ["spec.proxy"] = ["http://a.example:3128", "http://b.example:3128"],
    };

    public static IReadOnlyList<JsonNode> Of(Leaf leaf) => Given.TryGetValue(leaf.Path, out var texts)
        ? [.. texts.Select(text => Typed(leaf, text))]
        : leaf.Choices is { Count: > 0 } choices
            ? [.. choices.Select(choice => (JsonNode)choice)]
            : (string?)leaf.Schema["type"] switch
            {
                "boolean" => [true],
                "integer" or "number" => [3, 4],
                "string" when leaf.Schema["pattern"] is { } pattern && ((string)pattern!).Contains("(m|s)", StringComparison.Ordinal) => ["30s", "5m"],
                "string" => ["some", "other"],
                _ => [8080, "http"],
            };

    /// <summary>The value that stands for what must be there beside another leaf.</summary>
    public static JsonNode Beside(Leaf leaf) => Of(leaf)[0].DeepClone();

    /// <summary>As the ledger writes it.</summary>
    public static string Text(JsonNode value) => value.GetValueKind() is System.Text.Json.JsonValueKind.String ? (string)value! : value.ToJsonString();

    private static JsonNode Typed(Leaf leaf, string text) => (string?)leaf.Schema["type"] switch
    {
        "boolean" => bool.Parse(text),
        "integer" or "number" => int.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
