using CanaryMesh.Proxy.Admin;
using CanaryMesh.Proxy.Configuration;
using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Listening;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace CanaryMesh.Proxy;

/// <summary>The whole data path of one proxy: listeners, policy, forwarding, counts.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly BackendForwarder _forwarder;
    private readonly KestrelServer _kestrel;
    private readonly ProxyApplication _application;
    private readonly ReadyState _ready;
    private readonly IdleCollection _collection;
    private int _connections;

    public ProxyServer(ProxySettings settings, ILoggerFactory loggers, TimeProvider? time = null)
    {
        Meter = new TrafficMeter(time ?? TimeProvider.System);
        _services = new ServiceCollection().AddSingleton(loggers).AddLogging().AddForwarding().BuildServiceProvider();
        Ledger = new CountLedger(TimeProvider.System);
        Policies = new PolicyHolder(
            new SnapshotBuilder(settings.Plan, settings.Track, Ledger),
            settings.Track,
            new CanaryGuard(new GuardLog(loggers.CreateLogger<GuardLog>()), TimeProvider.System));
        Drain = new DrainState(TimeProvider.System);
        _forwarder = ForwardingServices.Create(_services);
        _ready = new ReadyState(Drain);
        _collection = new IdleCollection(() => Connections, TimeProvider.System);
        var metrics = new ProxyMetrics(Ledger, Policies, Meter, settings.PodNamespace);
        var apps = new AppRoutes(settings.Plan, settings.AppAddress, settings.PodName);
        var self = new SelfAddresses(settings.PodAddresses);
        _application = new ProxyApplication(
            new SplitListener(Policies, _forwarder, apps, self, Meter),
            new DirectListener(Policies, _forwarder, apps, self, Meter),
            new AdminEndpoints(_ready, new DrainHook(settings.DrainToken, BeginDrain), metrics.Render),
            Meter,
            Drain,
            settings.PodName);
        var sockets = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = true }), loggers);
        _kestrel = new KestrelServer(
            Options.Create(KestrelSetup.Make(settings, _services, change => Interlocked.Add(ref _connections, change))),
            new ListenerFactory(sockets),
            loggers);
    }

    public CountLedger Ledger { get; }

    public PolicyHolder Policies { get; }

    public TrafficMeter Meter { get; }

    public DrainState Drain { get; }

    /// <summary>Called once, when a drain begins.</summary>
    public Action? Draining { get; set; }

    /// <summary>Open connections of the split and direct listeners.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _kestrel.StartAsync(_application, cancellationToken);
        _ready.SetBound();
    }

    public void BeginDrain()
    {
        if (Drain.Begin())
        {
            Draining?.Invoke();
        }
    }

    /// <summary>Stops accepting and lets what is in flight finish, until cancelled: then it is cut.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _collection.Dispose();
        _kestrel.Dispose();
        _forwarder.Dispose();
        Meter.Dispose();
        await _services.DisposeAsync();
    }
}
