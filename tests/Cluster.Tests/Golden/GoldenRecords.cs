using CanaryMesh.Cluster.Golden;

namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Where the records are: the folder named by GOLDEN_DIR, the folder golden under CANARYMESH_SHARED, or one above the tests.</summary>
internal static class GoldenRecords
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Ids() => Folder is null ? [] : GoldenFolder.Ids(Folder);

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
            string[] places = [Path.Combine(folder.FullName, "golden"), Path.Combine(folder.FullName, "shared", "golden")];
            if (Array.Find(places, p => File.Exists(Path.Combine(p, "README.md"))) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
