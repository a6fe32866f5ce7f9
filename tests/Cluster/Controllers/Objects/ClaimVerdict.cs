namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>What a controller does with an object it might own.</summary>
internal enum ClaimVerdict
{
    Ignore,
    Keep,
    Adopt,
    Release,
}
