using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Providers as manifests and plans spell them.</summary>
internal static class ProviderWords
{
    private static readonly (ProviderKind Kind, string Word)[] All =
    [
        (ProviderKind.CanaryMesh, "canarymesh"), (ProviderKind.Kubernetes, "kubernetes"), (ProviderKind.Istio, "istio"), (ProviderKind.GatewayApi, "gatewayapi:v1"),
    ];

    /// <summary>Every word, for people.</summary>
    public static string Legal { get; } = string.Join(", ", All.Select(each => each.Word));

    public static string Word(this ProviderKind kind) => All.First(each => each.Kind == kind).Word;

    /// <summary>Null if it is none of them.</summary>
    public static ProviderKind? Parse(string? word) => All.Where(each => each.Word == word).Select(each => (ProviderKind?)each.Kind).FirstOrDefault();
}
