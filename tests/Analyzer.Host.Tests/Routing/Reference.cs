namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>Reference material, which lives beside the repository and not in it.</summary>
internal static class Reference
{
    public static string Text(string path)
    {
        var named = Environment.GetEnvironmentVariable("CANARYMESH_SHARED");
        var folders = named is not null ? [named] : Ancestors(AppContext.BaseDirectory).Select(each => Path.Combine(each, "shared"));
        var file = folders.Select(each => Path.Combine(each, path)).FirstOrDefault(File.Exists);
        Assert.True(file is not null, $"shared/{path} was not found beside the repository; name its folder in CANARYMESH_SHARED");
        return File.ReadAllText(file!);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var each = new DirectoryInfo(folder); each is not null; each = each.Parent)
        {
            yield return each.FullName;
        }
    }
}
