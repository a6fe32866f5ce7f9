namespace CanaryMesh.Mesh.Actions;

/// <summary>A destination that gets copies of a percentage of the requests.</summary>
internal sealed record MirrorTarget(Destination Destination, double Percent);
