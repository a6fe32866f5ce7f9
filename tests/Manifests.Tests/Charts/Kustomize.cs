using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests.Charts;

internal static class Kustomize
{
    public static async Task<string> RenderAsync(string folder) =>
        (await Command.RunAsync(Repository.Tool("kubectl"), ["kustomize", folder], new Dictionary<string, string>(), null, CancellationToken.None)).EnsureSuccess().Output;

    /// <summary>The same objects in one order, with one order of their fields and one way to write them.</summary>
    public static async Task<string> SortAsync(string objects)
    {
        var folder = Directory.CreateTempSubdirectory("canarymesh-sorted-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "objects.yaml"), objects);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "kustomization.yaml"), "resources: [objects.yaml]\nsortOptions: {order: legacy}\n");
            return await RenderAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
