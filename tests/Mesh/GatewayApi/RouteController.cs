using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Accepts HTTPRoutes, or refuses them, and says so in their status.</summary>
internal sealed class RouteController(ClusterApi api, ObjectStore store, MeshEngine engine, MeshOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly RouteAdmission _admission = new(options.ControllerName, options.AcceptDelay);
    private volatile RouteRefusal? _refusal;

    public RouteRefusal? Refusal
    {
        get => _refusal;
        set => _refusal = value;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        (ClusterObjects Objects, RouteRefusal? Refusal, bool Waits) looked = (ClusterObjects.Empty, null, false);
        try
        {
            while (await beat.WaitForNextTickAsync(cancel))
            {
                if (looked != (store.Current, Refusal, false))
                {
                    looked = (store.Current, Refusal, options.AcceptDelay > TimeSpan.Zero);
                    await LookAsync(looked.Objects, looked.Refusal, cancel);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(ClusterObjects objects, RouteRefusal? refusal, CancellationToken cancel)
    {
        var writes = _admission.Look(objects, refusal, clock.GetUtcNow());
        engine.Accept(_admission.Accepted);
        foreach (var (route, parents) in writes)
        {
            await WriteAsync(route, parents, cancel);
        }
    }

    // What is not written now is written after the change that it collided with.
    private async Task WriteAsync(JsonElement route, JsonArray parents, CancellationToken cancel)
    {
        try
        {
            var patch = new JsonObject
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = route.Text("metadata", "resourceVersion") },
                ["status"] = new JsonObject { ["parents"] = parents },
            };
            await api.PatchAsync($"{MeshKind.HttpRoutes.Collection(route.Namespace())}/{route.Name()}/status", patch, cancel);
        }
        catch (HttpRequestException)
        {
            await Task.WhenAny(Task.Delay(Beat, clock, cancel));
        }
    }
}
