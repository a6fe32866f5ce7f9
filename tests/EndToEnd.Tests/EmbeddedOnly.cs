using CanaryMesh.Support.Cluster;

namespace CanaryMesh.EndToEnd.Tests;

internal static class EmbeddedOnly
{
    /// <summary>Null where the test can run.</summary>
    public static string? Skip(string needs) => RealCluster.IsAsked ? $"needs the embedded cluster: {needs}" : null;
}
