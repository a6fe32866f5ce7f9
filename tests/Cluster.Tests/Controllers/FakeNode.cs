using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>A node whose pods run and are ready at once, but for images that a test names, and end at once.</summary>
internal sealed class FakeNode(IClusterApi api)
{
    public const string Name = "fake";
    public static readonly Identity Actor = new($"system:node:{Name}", ["system:nodes", "system:authenticated"]);

    private int addresses;

    /// <summary>Images whose pods run but never become ready.</summary>
    public ConcurrentDictionary<string, bool> NeverReady { get; } = new();

    /// <summary>Images whose pods end at once, and in which phase.</summary>
    public ConcurrentDictionary<string, string> Exits { get; } = new();

    public async Task RegisterAsync(CancellationToken cancel)
    {
        var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = Name } };
        var made = (await api.CreateAsync(Resources.Nodes, null, node, Actor, cancel)).Copy();
        made["status"] = new JsonObject { ["conditions"] = new JsonArray(Condition("Ready", "True")) };
        await api.UpdateAsync(Resources.Nodes, made, "status", Actor, cancel);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var list = api.List(Resources.Pods);
        foreach (var pod in list.Items)
        {
            await LookAsync(pod, cancel);
        }

        await foreach (var change in api.WatchAsync(Resources.Pods, null, list.ResourceVersion, cancel))
        {
            if (change.Type != "DELETED")
            {
                await LookAsync(change.Object, cancel);
            }
        }
    }

    private async Task LookAsync(JsonObject pod, CancellationToken cancel)
    {
        if (pod.Text("spec", "nodeName") != Name)
        {
            return;
        }

        try
        {
            await (pod.BeingDeleted() ? EndAsync(pod, cancel) : StartAsync(pod, cancel));
        }
        catch (ApiException e) when (e.Code is 404 or 409)
        {
            // A newer event about the pod is on its way.
        }
    }

    private Task EndAsync(JsonObject pod, CancellationToken cancel) =>
        api.DeleteAsync(Resources.Pods, pod.Namespace(), pod.Name(), pod.Uid(), 0, null, Actor, cancel);

    private async Task StartAsync(JsonObject pod, CancellationToken cancel)
    {
        if (PodState.Phase(pod) != "Pending")
        {
            return;
        }

        var image = pod.Objects("spec", "containers").First().Text("image") ?? "";
        var copy = pod.Copy();
        copy["status"] = new JsonObject
        {
            ["phase"] = Exits.GetValueOrDefault(image, "Running"),
            ["podIP"] = $"10.0.0.{Interlocked.Increment(ref addresses)}",
            ["conditions"] = new JsonArray(Condition("Ready", NeverReady.ContainsKey(image) ? "False" : "True")),
        };
        await api.UpdateAsync(Resources.Pods, copy, "status", Actor, cancel);
    }

    private static JsonObject Condition(string type, string status) =>
        new() { ["type"] = type, ["status"] = status, ["lastTransitionTime"] = "2026-01-01T00:00:00Z" };
}
