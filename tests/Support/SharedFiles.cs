namespace CanaryMesh.Support;

/// <summary>Reference material, which lives beside the repository and not in it.</summary>
public static class SharedFiles
{
    private const string Variable = "CANARYMESH_SHARED";

    /// <summary>The definitions of kinds that others own: one document for each of the plurals, from one file.</summary>
    public static string Definitions(string file, params string[] plurals) => string.Join(
        "\n---\n",
        File.ReadAllText(Find(Path.Combine("crds", file)))
            .Split("\n---", StringSplitOptions.RemoveEmptyEntries)
            .Where(document => plurals.Any(plural => document.Contains($"\n  name: {plural}.", StringComparison.Ordinal))));

    private static string Find(string path)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folders = named is { Length: > 0 } ? [named] : Ancestors(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "shared"));
        return folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"shared/{path} was not found beside the repository; name its folder in {Variable}");
    }

    private static IEnumerable<string> Ancestors(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
