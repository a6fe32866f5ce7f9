namespace CanaryMesh.Cluster.Node;

/// <summary>A path without links.</summary>
internal static class RealPath
{
    public static string Of(string path)
    {
        var result = "/";
        foreach (var part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(result, part);
            result = new FileInfo(next).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : next;
        }

        return result;
    }
}
