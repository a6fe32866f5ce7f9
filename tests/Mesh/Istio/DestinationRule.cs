namespace CanaryMesh.Mesh.Istio;

/// <summary>What a DestinationRule says of how its host is reached.</summary>
internal sealed record DestinationRule(string Host, string TlsMode, IReadOnlyDictionary<string, DestinationSubset> Subsets)
{
    /// <summary>No rule says anything of TLS.</summary>
    public const string NoMode = "";
}
