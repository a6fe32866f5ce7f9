namespace CanaryMesh.Api.Configuration;

/// <summary>One ConfigMap or Secret that a pod uses; optional if every use of it is.</summary>
public sealed record ConfigReference(string Name, bool Optional);
