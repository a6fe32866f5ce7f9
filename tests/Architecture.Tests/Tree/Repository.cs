namespace CanaryMesh.Architecture.Tests.Tree;

/// <summary>The files people wrote, found from the folder of the solution.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", ".git", ".tools", ".vs", ".idea", "artifacts", "TestResults", "node_modules"];

    // What a cluster or a person gets; the rest is tests.
    private static readonly string[] ProductFolders = ["api", "webhook", "analyzer", "proxy", "certs", "loadtester", "cli"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files(Root, ".cs").Select(Read)];

    public static IReadOnlyList<SourceFile> Product { get; } = [.. Sources.Where(file => ProductFolders.Contains(file.Folders[0]))];

    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files(Root, ".csproj").Select(path => ProjectFile.Load(Root, path))];

    public static IReadOnlyList<ProjectFile> ProductProjects { get; } =
        [.. Projects.Where(project => ProductFolders.Contains(project.Path.Split('/')[0]))];

    public static IEnumerable<string> Solutions => Directory.EnumerateFiles(Root, "*.sln*", SearchOption.TopDirectoryOnly)
        .Concat(Files(Root, ".sln")).Concat(Files(Root, ".slnx")).Select(Relative).Distinct();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CanaryMesh.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("no folder above the tests holds CanaryMesh.sln");
    }

    private static IEnumerable<string> Files(string folder, string extension) =>
        Directory.EnumerateFiles(folder).Where(path => Path.GetExtension(path) == extension).Order(StringComparer.Ordinal)
            .Concat(Directory.EnumerateDirectories(folder).Where(each => !Made.Contains(Path.GetFileName(each)))
                .Order(StringComparer.Ordinal).SelectMany(each => Files(each, extension)));

    private static SourceFile Read(string path) => new(Relative(path), File.ReadAllText(path));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');
}
