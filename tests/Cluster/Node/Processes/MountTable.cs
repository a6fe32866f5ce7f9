namespace CanaryMesh.Cluster.Node;

/// <summary>File systems mounted beside the machine's root, which an overlay over the root would not show.</summary>
internal static class MountTable
{
    private static readonly string[] Own = ["/", "/proc", "/sys", "/dev", "/run"];

    public static IReadOnlyList<string> Submounts() => Submounts(File.ReadLines("/proc/self/mountinfo"));

    /// <summary>The topmost of them, by their paths.</summary>
    public static IReadOnlyList<string> Submounts(IEnumerable<string> mountInfo)
    {
        List<string> result = [];
        foreach (var path in mountInfo.Select(line => line.Split(' ')[4]).Distinct().Order(StringComparer.Ordinal))
        {
            if (!Own.Any(own => IsAt(path, own)) && !result.Exists(parent => IsAt(path, parent)) && !path.Contains('\\', StringComparison.Ordinal))
            {
                result.Add(path);
            }
        }

        return result;
    }

    private static bool IsAt(string path, string parent) =>
        path == parent || (parent != "/" && path.StartsWith(parent + "/", StringComparison.Ordinal));
}
