namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Records that do not pass yet, each with its reason.</summary>
internal static class NotYet
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
    };
}
