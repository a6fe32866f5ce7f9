namespace CanaryMesh.Api.Values;

/// <summary>A host that a route must not take, and why, as the end of a sentence.</summary>
public sealed record HostRefusal(string Host, string Why);
