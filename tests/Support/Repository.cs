namespace CanaryMesh.Support;

/// <summary>Where things lie in the working copy that this program was built in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    public static string Manifests { get; } = Path.Combine(Root, "manifests");

    public static string Tool(string name)
    {
        var own = Path.Combine(Root, ".tools", "bin", name);
        return File.Exists(own) ? own : name;
    }

    /// <summary>A process that make publish has built.</summary>
    public static string Published(string folder, string executable)
    {
        var path = Path.Combine(Artifacts, "publish", folder, executable);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{Path.GetRelativePath(Root, path)} is missing: run make publish");
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CanaryMesh.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"no CanaryMesh.sln above {start}");
    }
}
