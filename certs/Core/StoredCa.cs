namespace CanaryMesh.Certs;

/// <summary>The CA as read from its store, with the version that a replacement must name.</summary>
public sealed record StoredCa(CaMaterial Material, string Version);
