namespace CanaryMesh.Api.Tests.Support;

internal static class Repository
{
    private const string FlaggerCrds = "crds/flagger-1.44.yaml";

    public static string Root { get; } = Ancestors(AppContext.BaseDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "CanaryMesh.sln")));

    public static string CrdFolder { get; } = Path.Combine(Root, "manifests", "base", "crds");

    // Reference material lives beside the repository, not in it.
    public static string Shared(string path)
    {
        var named = Environment.GetEnvironmentVariable("CANARYMESH_SHARED");
        var folder = named ?? Ancestors(Root).Select(each => Path.Combine(each, "shared"))
            .FirstOrDefault(each => File.Exists(Path.Combine(each, FlaggerCrds)));
        var file = folder is null ? null : Path.Combine(folder, path);
        Assert.True(File.Exists(file), $"shared/{path} was not found beside the repository; name its folder in CANARYMESH_SHARED");
        return file!;
    }

    public static string FlaggerCrdFile => Shared(FlaggerCrds);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var each = new DirectoryInfo(folder); each is not null; each = each.Parent)
        {
            yield return each.FullName;
        }
    }
}
