using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster;

/// <summary>Serves what CustomResourceDefinitions define, and says so in their status.</summary>
internal sealed class DefinedKinds : IAsyncDisposable
{
    private static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    private static readonly Identity Actor = new("system:apiserver", ["system:masters"]);
    private readonly CancellationTokenSource stop = new();
    private readonly Task following;

    public DefinedKinds(IClusterApi api, KindRegistry kinds, ILogger log) => following = FollowAsync(api, kinds, log);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task FollowAsync(IClusterApi api, KindRegistry kinds, ILogger log)
    {
        var list = api.List(Definitions);
        await foreach (var change in api.WatchAsync(Definitions, null, list.ResourceVersion, stop.Token))
        {
            foreach (var kind in Kinds(change.Object))
            {
                if (change.Type == "DELETED")
                {
                    kinds.Remove(kind);
                }
                else
                {
                    kinds.Add(kind);
                }
            }
            if (change.Type == "ADDED")
            {
                await EstablishAsync(api, change.Object, log);
            }
        }
    }

    private static IEnumerable<ResourceKind> Kinds(JsonObject definition)
    {
        var spec = definition["spec"]!.AsObject();
        var names = spec["names"]!.AsObject();
        foreach (var version in spec["versions"]!.AsArray().OfType<JsonObject>().Where(v => (bool?)v["served"] ?? false))
        {
            yield return new ResourceKind(spec.Text("group")!, version.Text("name")!, names.Text("plural")!, names.Text("kind")!)
            {
                ShortNames = [.. names["shortNames"]?.AsArray().Select(n => (string)n!) ?? []],
                Categories = [.. names["categories"]?.AsArray().Select(n => (string)n!) ?? []],
                Namespaced = spec.Text("scope") == "Namespaced",
                HasStatus = version["subresources"]?["status"] is not null,
                Generations = true,
                Defined = true,
            };
        }
    }

    private async Task EstablishAsync(IClusterApi api, JsonObject definition, ILogger log)
    {
        var patch = new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["acceptedNames"] = definition["spec"]!["names"]!.DeepClone(),
                ["storedVersions"] = new JsonArray("v1beta1"),
                ["conditions"] = new JsonArray(Condition("NamesAccepted", "NoConflicts"), Condition("Established", "InitialNamesAccepted")),
            },
        };
        try
        {
            await api.PatchAsync(Definitions, null, definition.Name(), "application/merge-patch+json", patch, "status", Actor, stop.Token);
        }
        catch (ApiException refused)
        {
            log.LogError(refused, "definition not established");
        }
    }

    private static JsonObject Condition(string type, string reason) => new()
    {
        ["type"] = type, ["status"] = "True", ["reason"] = reason, ["message"] = "", ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
    };
}
