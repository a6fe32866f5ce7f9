using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Stands for the snapshot of a pinned Secret, and owns it: a ConfigMap of the same name without its content. So no right to list, watch,
/// change or delete Secrets is needed: whose snapshot it is, is known by the marker, and it goes with that.</summary>
internal static class ConfigMarker
{
    private const string Secret = "secret";
    private const string Hash = "hash";

    public static JsonObject Data(string secret, string hash) => new() { [Secret] = secret, [Hash] = hash };

    /// <summary>Hash of the content that it stands for; null if the object is no marker.</summary>
    public static string? HashOf(JsonObject configMap) =>
        configMap.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh
        && configMap.Text("data", Secret) is { } secret && configMap.Text("data", Hash) is { } hash && ConfigKeys.IsHash(hash)
        && configMap.Text("metadata", "name") == ConfigKeys.Snapshot(secret, hash)
            ? hash
            : null;
}
