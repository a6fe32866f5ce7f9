using CanaryMesh.Load;
using CanaryMesh.Mesh.Counting;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>What the load and the data plane had counted at one moment.</summary>
internal sealed record RoutedMoment(LoadSnapshot Load, MeshTotals Mesh);
