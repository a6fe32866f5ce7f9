using CanaryMesh.Cluster.Access;
using CanaryMesh.Support;

namespace CanaryMesh.Rights.Tests;

/// <summary>A right that an account of ours asked an API server of the end-to-end tests for.</summary>
internal sealed record AskedRight(string Account, bool Allowed, AccessRequest Request)
{
    private static readonly Lazy<IReadOnlyList<AskedRight>> Asked = new(Read);

    /// <summary>Of the last run of the end-to-end tests; none where there was no run.</summary>
    public static IReadOnlyList<AskedRight> All => Asked.Value;

    public override string ToString() => $"{Account}: {Request.Verb} {Request.Group}/{Request.FullResource} in '{Request.Namespace}' named '{Request.Name}'";

    private static List<AskedRight> Read()
    {
        var folder = Path.Combine(Repository.Artifacts, "end-to-end");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "rights.txt", SearchOption.AllDirectories).SelectMany(File.ReadLines).Distinct().Select(Parse)]
            : [];
    }

    private static AskedRight Parse(string line)
    {
        var part = line.Split('\t');
        var resource = part[4].Split('/');
        return new AskedRight(part[1], part[0] == "allowed", new AccessRequest(part[2], part[3], resource[0], resource.ElementAtOrDefault(1), part[5], part[6]));
    }
}
