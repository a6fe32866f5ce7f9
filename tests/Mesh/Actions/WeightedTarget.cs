namespace CanaryMesh.Mesh.Actions;

/// <summary>A destination with its part of the requests.</summary>
internal sealed record WeightedTarget(Destination Destination, int Weight)
{
    public HeaderChange Request { get; init; } = HeaderChange.None;

    public HeaderChange Response { get; init; } = HeaderChange.None;
}
