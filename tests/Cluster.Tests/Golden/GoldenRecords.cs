namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Where the records are: the folder named by GOLDEN_DIR, the folder golden under CANARYMESH_SHARED, or one above the tests.</summary>
internal static class GoldenRecords
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Ids() => Folder is null
        ? []
        : Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f)[..^".json".Length].Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string FileOf(string id) => Path.Combine(Folder!, id + ".json");

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GOLDEN_DIR") is { Length: > 0 } named)
        {
            return named;
        }

        if (Environment.GetEnvironmentVariable("CANARYMESH_SHARED") is { Length: > 0 } shared && Directory.Exists(Path.Combine(shared, "golden")))
        {
            return Path.Combine(shared, "golden");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "golden");
            if (File.Exists(Path.Combine(candidate, "README.md")))
            {
                return candidate;
            }
        }

        return null;
    }
}
