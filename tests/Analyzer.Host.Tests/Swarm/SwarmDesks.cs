using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Swarm;

/// <summary>What all rollouts of an analyzer share: those who call hooks, send alerts and read metrics, over real connections on loopback.</summary>
internal sealed class SwarmDesks : IDisposable
{
    private readonly HttpClient _http = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private readonly HookDesk _hooks;
    private readonly AlertDesk _alerts;

    /// <summary>The room is where every alert goes.</summary>
    public SwarmDesks(TimeProvider time, Uri room)
    {
        var metrics = new AnalyzerMetrics(Metrics.NewCustomRegistry());
        var queues = new ReceiverQueues();
        var provider = Thing.Json($$$"""{"metadata":{"name":"room","namespace":"shop"},"spec":{"type":"slack","address":"{{{room}}}"}}""");
        Api.Answer = _ => new(200, provider, "", "");
        Runner = new(time);
        _hooks = new(Runner, queues, new HookCaller(_http, _http, Api, new HostSlots(), time), metrics);
        _alerts = new(queues, new AlertSender(_http, _ => _http, Api, time, NullLogger<AlertSender>.Instance), new EndingLedger(), metrics);
        var settings = new InstallationSettings(null);
        Checks = CheckSources.Of(StillCache.Of(), Api, null, new CountHistory(), settings, time);
    }

    public RecordingApi Api { get; } = new();

    public HookRunner Runner { get; }

    public CheckSource Checks { get; }

    public RolloutWorld Look(RolloutWorld world) => _alerts.Look(_hooks.Look(world));

    public void Carry(RolloutWorld world, RolloutPlan plan)
    {
        _hooks.Carry(world.Seen, plan);
        _alerts.Tell(world, plan);
    }

    public void Dispose()
    {
        Runner.ForgetAll();
        _http.Dispose();
    }
}
