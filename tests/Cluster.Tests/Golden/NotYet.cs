namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Records that do not pass, each with its reason; one that passes or is not there has no place here.</summary>
internal static class NotYet
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();
}
