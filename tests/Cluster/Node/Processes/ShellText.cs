namespace CanaryMesh.Cluster.Node;

/// <summary>Texts as words of a shell script.</summary>
internal static class ShellText
{
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
