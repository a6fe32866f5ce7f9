namespace CanaryMesh.Cluster.Golden;

/// <summary>Where records are, and the definitions they need.</summary>
public static class GoldenFolder
{
    /// <summary>How many records are replayed side by side: they wait more than they work.</summary>
    public const int AtOnce = 16;

    public static IEnumerable<string> Ids(string folder) => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f)[..^".json".Length].Replace('\\', '/'))
        .Where(id => !id.StartsWith("crds/", StringComparison.Ordinal) && !id.Contains("/.", StringComparison.Ordinal) && !id.StartsWith('.'))
        .Order(StringComparer.Ordinal);

    public static string FileOf(string folder, string id) => Path.Combine(folder, id + ".json");

    /// <summary>The definitions in the folder crds inside the records' or beside them, else those of the shared folder.</summary>
    public static IEnumerable<string> Definitions(string folder)
    {
        string?[] places = [Path.Combine(folder, "crds"), Path.Combine(folder, "..", "crds"), Shared("crds")];
        return places.OfType<string>().Where(Directory.Exists).Take(1).SelectMany(p => Directory.EnumerateFiles(p, "*.yaml"));
    }

    private static string? Shared(string name) =>
        Environment.GetEnvironmentVariable("CANARYMESH_SHARED") is { Length: > 0 } shared ? Path.Combine(shared, name) : null;
}
