using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>A trial as ticks see it, one a second: what the proxies have counted since they began, and who has raised an alarm.</summary>
internal sealed class JudgedWorld(JudgeMode mode)
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<CountKey, long[]> _counts = [];
    private int _second;

    public string Version { get; set; } = "v-new";

    public int Weight { get; set; }

    public bool IsByRoute { get; init; }

    public IReadOnlyList<string> Alarmed { get; set; } = [];

    /// <summary>Requests of the whole trial, drawn at the weight in force.</summary>
    public void Counted(long canary, long failed, long primary, Wire.Route route = Wire.Route.Split)
    {
        Add(Wire.Side.Canary, Version, route, canary - failed, failed);
        Add(Wire.Side.Primary, "v-old", route, primary, 0);
    }

    public RolloutWorld Next()
    {
        var world = AppliedWorld.Create();
        var at = Noon.AddSeconds(_second++);
        var policy = new PolicyId(1, (ulong)Weight + 1);
        return world with
        {
            CopyPods = [],
            Board = new()
            {
                Asked = policy,
                Policy = new() { CanaryVersion = Version, CanaryWeight = Weight },
                Proxies = [.. new[] { "p1", "p2" }.Select(pod => Proxy(pod, policy, at))],
                Counts = [.. _counts.Select(each => new SideCounts(each.Key, [.. each.Value]))],
            },
            Seen = world.Seen with
            {
                ObservedAt = at,
                Spec = world.Seen.Spec with { Judge = mode },
                Status = world.Seen.Status with { Weight = Weight, FirstWeightAt = Weight > 0 ? at : null, StepStartedAt = Weight > 0 ? at : null },
                Routes = new() { Asked = Weight, Served = Weight, Settled = true, Connected = 2, IsByRoute = IsByRoute },
            },
        };
    }

    private void Add(Wire.Side side, string version, Wire.Route route, long success, long failed)
    {
        var key = new CountKey(side, route, version, new(1, (ulong)Weight + 1), Weight);
        var cells = _counts.TryGetValue(key, out var known) ? known : _counts[key] = new long[SideCounts.CellCount];
        cells[0] += success + failed;
        cells[1] += success + failed;
        cells[3] += success;
        cells[4] += failed;
    }

    private ProxyObservation Proxy(string pod, PolicyId policy, DateTimeOffset at) => new()
    {
        PodUid = pod, PodName = pod, Track = AnnotationNames.Primary, Version = "v-old", Instance = pod, ConnectedSince = at, Applied = policy, EffectiveWeight = Weight,
        Alarm = Alarmed.Contains(pod) ? new(policy, Version, 1, 9, 0, 200, 7, Noon) : null,
    };
}
