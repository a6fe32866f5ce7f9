using System.Net;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Mesh.Forwarding;
using CanaryMesh.Mesh.GatewayApi;
using CanaryMesh.Mesh.Watching;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Mesh;

/// <summary>The listeners over a store of objects, wherever those come from.</summary>
internal sealed class MeshEngine : IAsyncDisposable
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";
    private readonly Lock _lock = new();
    private readonly MeshMetrics _metrics = new();
    private readonly ObjectStore _store;
    private readonly string _namespace;
    private readonly Upstream _upstream;
    private readonly MirrorSender _mirrors;
    private readonly MeshForwarder _forwarder;
    private LoopbackServer? _traffic;
    private LoopbackServer? _exporter;
    private IReadOnlyList<AcceptedRoute> _accepted = [];
    private volatile MeshView _view;

    private MeshEngine(ObjectStore store, string @namespace, MeshOptions options, TimeProvider clock)
    {
        (_store, _namespace) = (store, @namespace);
        _view = MeshView.Of(store.Current, @namespace, []);
        var draws = new Draws(options.Seed);
        _upstream = new Upstream(draws, Counts, _metrics, clock);
        _mirrors = new MirrorSender(_upstream, draws, Counts, _metrics, clock);
        _forwarder = new MeshForwarder(options, @namespace, () => _view, _upstream, _mirrors, draws, Counts, _metrics, clock);
        store.Changed = _ => Renew();
    }

    public MeshCounts Counts { get; } = new();

    public IPEndPoint Listener => _traffic!.Address;

    public Uri Metrics => new($"http://{_exporter!.Address}/metrics");

    public static async Task<MeshEngine> StartAsync(ObjectStore store, string @namespace, MeshOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var engine = new MeshEngine(store, @namespace, options, clock);
        engine._traffic = await LoopbackServer.StartAsync(engine._forwarder.HandleAsync, cancel);
        engine._exporter = await LoopbackServer.StartAsync(engine.ExportAsync, cancel);
        return engine;
    }

    /// <summary>The HTTPRoutes that are obeyed from now on.</summary>
    public void Accept(IReadOnlyList<AcceptedRoute> accepted)
    {
        _accepted = accepted;
        Renew();
    }

    public async ValueTask DisposeAsync()
    {
        await (_traffic?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_exporter?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _mirrors.DisposeAsync();
        _upstream.Dispose();
    }

    private void Renew()
    {
        lock (_lock)
        {
            _view = MeshView.Of(_store.Current, _namespace, _accepted);
        }
    }

    private Task ExportAsync(HttpContext context)
    {
        context.Response.ContentType = TextFormat;
        return _metrics.WriteAsync(context.Response.Body, context.RequestAborted);
    }
}
