using System.Net;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Mesh.GatewayApi;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh;

/// <summary>Plays the data plane of Istio, or of a Gateway API controller, in one namespace of a cluster: real requests go where the objects say.</summary>
public sealed class MeshDataPlane : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterApi _api;
    private readonly MeshEngine _engine;
    private readonly RouteController _controller;
    private readonly IReadOnlyList<KindWatch> _watches;
    private readonly Task _running;

    private MeshDataPlane(ClusterApi api, MeshEngine engine, ObjectStore store, string @namespace, MeshOptions options)
    {
        (_api, _engine) = (api, engine);
        _controller = new RouteController(api, store, engine, options, TimeProvider.System);
        _watches = [.. MeshKind.All.Select(kind => new KindWatch(api, kind, @namespace, store))];
        _running = Task.WhenAll([.. _watches.Select(watch => Task.Run(() => watch.RunAsync(_stop.Token))), Task.Run(() => _controller.RunAsync(_stop.Token))]);
    }

    /// <summary>Where the requests come in.</summary>
    public IPEndPoint Listener => _engine.Listener;

    /// <summary>Where the series are.</summary>
    public Uri Metrics => _engine.Metrics;

    public MeshCounts Counts => _engine.Counts;

    /// <summary>Starts, and knows every object that was there when it returns.</summary>
    public static async Task<MeshDataPlane> StartAsync(string kubeconfig, string @namespace, MeshOptions options, CancellationToken cancel)
    {
        var store = new ObjectStore();
        var engine = await MeshEngine.StartAsync(store, @namespace, options, TimeProvider.System, cancel);
        var mesh = new MeshDataPlane(new ClusterApi(kubeconfig), engine, store, @namespace, options);
        try
        {
            await Task.WhenAll(mesh._watches.Select(watch => watch.Listed)).WaitAsync(StartsWithin, cancel);
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on no HTTPRoute is accepted, those included that were.</summary>
    public void RefuseRoutes(string reason, string message) => _controller.Refusal = new RouteRefusal(reason, message);

    public void AcceptRoutes() => _controller.Refusal = null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _engine.DisposeAsync();
        _api.Dispose();
        _stop.Dispose();
    }
}
