namespace CanaryMesh.Mesh.Istio;

/// <summary>A part of a host's pods; its own TLS mode is null where the rule's holds.</summary>
internal sealed record DestinationSubset(IReadOnlyDictionary<string, string> Labels, string? TlsMode);
