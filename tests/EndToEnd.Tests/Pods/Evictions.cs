using System.Text.Json.Nodes;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>What a drain of a node does to the pods of a namespace: each is evicted once, as soon as its budget allows.</summary>
internal static class Evictions
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    /// <summary>Of those that are there now. Gives their names.</summary>
    public static async Task<IReadOnlyList<string>> OfAllAsync(Kubectl kubectl, string folder)
    {
        var pods = (await kubectl.GetAsync(CancellationToken.None, "pods"))["items"]!.AsArray().Where(pod => pod!["metadata"]!["deletionTimestamp"] is null);
        List<string> names = [.. pods.Select(pod => (string)pod!["metadata"]!["name"]!)];
        foreach (var name in names)
        {
            await Eventually.TrueAsync(() => EvictAsync(kubectl, name, folder), Within, $"{kubectl.Namespace}/{name} is evicted", CancellationToken.None);
        }
        return names;
    }

    // A budget that is spent answers 429; a pod that has gone by itself needs no eviction.
    private static async Task<bool> EvictAsync(Kubectl kubectl, string pod, string folder)
    {
        var file = Path.Combine(folder, $"evict-{kubectl.Namespace}-{pod}.json");
        var body = new JsonObject { ["apiVersion"] = "policy/v1", ["kind"] = "Eviction", ["metadata"] = new JsonObject { ["name"] = pod, ["namespace"] = kubectl.Namespace } };
        await File.WriteAllTextAsync(file, body.ToJsonString());
        var path = $"/api/v1/namespaces/{kubectl.Namespace}/pods/{pod}/eviction";
        var answer = await kubectl.TryAsync(CancellationToken.None, "create", "--raw", path, "-f", file);
        return answer.ExitCode == 0 || (await kubectl.RunAsync(CancellationToken.None, "get", "pod", pod, "--ignore-not-found", "-o", "name")).Length == 0;
    }
}
