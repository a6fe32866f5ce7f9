namespace CanaryMesh.Cluster.Node;

/// <summary>Programs of this machine by their full path.</summary>
internal static class HostTools
{
    public const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static string? Find(string name) => Find(name, SearchPath);

    /// <summary>Where a program is, by a search path of colon-separated folders; null if nowhere.</summary>
    public static string? Find(string name, string path)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(name) ? name : null;
        }

        return path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    public static string Require(string name) =>
        Find(name) ?? throw new PlatformNotSupportedException($"The node needs the program '{name}' (util-linux, coreutils), which this machine lacks.");
}
