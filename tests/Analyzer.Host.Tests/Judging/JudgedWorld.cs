using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>A trial as ticks see it, one a second: what the proxies have counted since they began, and who has raised an alarm.</summary>
internal sealed class JudgedWorld(JudgeMode mode)
{
    private const int Usual = 12;
    private static readonly int UsualFine = FineLatencyBuckets.IndexOf(50_000);
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<CountKey, long[]> _counts = [];
    private DateTimeOffset _now = Noon;
    private DateTimeOffset _began = Noon;
    private DateTimeOffset? _step;
    private ulong _revision = 1;
    private int _weight;
    private ulong _heard;
    private ulong _term = 1;

    public string Version { get; set; } = "v-new";

    public bool IsByRoute { get; set; }

    /// <summary>What else stands in the status.</summary>
    public Func<RolloutStatus, RolloutStatus> Change { get; set; } = status => status;

    public IReadOnlyList<string> Alarmed { get; set; } = [];

    /// <summary>When they were raised; now, if not told.</summary>
    public DateTimeOffset? AlarmedAt { get; set; }

    /// <summary>Of the version, by which the proxies' alarms are told apart.</summary>
    public ulong Admission { get; set; } = 1;

    public IReadOnlyList<string> Missing { get; set; } = [];

    /// <summary>Failed and slow requests that the proxies told of.</summary>
    public IReadOnlyList<FailedSample> Samples { get; set; } = [];

    public int Weight
    {
        get => _weight;
        set => (_weight, _revision, _step) = (value, _revision + 1, value > 0 ? _now : null);
    }

    private PolicyId Policy => new(_term, _revision);

    public void NextTrial() => _began = _now;

    public void Pass(TimeSpan time) => _now += time;

    /// <summary>Another leads, and has heard nothing yet of what was counted before.</summary>
    public void NextLeader() => _heard = ++_term;

    /// <summary>The proxies tell it all that they have counted since they began.</summary>
    public void Report() => _heard = 0;

    /// <summary>The canary's pods, by when they became ready.</summary>
    public Dictionary<string, DateTimeOffset> Pods { get; } = [];

    public DateTimeOffset Now => _now;

    /// <summary>By how many fine buckets the canary's app is slower; null if its proxy does not say.</summary>
    public int? Slower { get; set; } = 0;

    /// <summary>More requests of the trial, drawn at the weight in force; on the way to the canary they take longer by so many buckets.</summary>
    public void Counted(long canary, long failed, long primary, Wire.Route route = Wire.Route.Split, long primaryFailed = 0, int hop = 0)
    {
        Add(Wire.Side.Canary, Version, route, canary - failed, failed, Usual + hop, UsualFine + Slower);
        Add(Wire.Side.Primary, "v-old", route, primary - primaryFailed, primaryFailed, Usual, UsualFine);
    }

    /// <summary>So many more requests of the canary have waited too long.</summary>
    public void Hung(long requests)
    {
        var cells = Cells(Wire.Side.Canary, Version, Wire.Route.Split);
        cells[0] += requests;
        cells[SideCounts.OverdueCell] += requests;
    }

    /// <summary>So many more were drawn to the canary and could not reach it.</summary>
    public void FellBack(long requests)
    {
        var cells = Cells(Wire.Side.Canary, Version, Wire.Route.Split);
        cells[0] += requests;
        cells[2] += requests;
    }

    /// <summary>So many of those were answered after all: half of them well.</summary>
    public void LeftOverdue(long requests)
    {
        var cells = Cells(Wire.Side.Canary, Version, Wire.Route.Split);
        foreach (var (outcome, count) in (IEnumerable<(int, long)>)[(0, requests / 2), (1, requests - (requests / 2))])
        {
            cells[3 + outcome] += count;
            cells[SideCounts.OverdueCell + 1 + outcome] += count;
        }
    }

    public RolloutWorld Next()
    {
        var world = AppliedWorld.Create();
        _now += TimeSpan.FromSeconds(1);
        return world with
        {
            CopyPods = [.. Pods.Select(pod => Pod(pod.Key, pod.Value))],
            Board = new()
            {
                Asked = Policy,
                Policy = new() { CanaryVersion = Version, CanaryWeight = Weight },
                Proxies = [.. new[] { "p1", "p2" }.Except(Missing).Select(Proxy)],
                Samples = Samples,
                Counts = [.. _counts.Where(each => each.Key.Policy.Term >= _heard).Select(each => new SideCounts(each.Key, [.. each.Value]))],
            },
            Seen = world.Seen with
            {
                ObservedAt = _now,
                Spec = world.Seen.Spec with { Judging = new() { Mode = mode } },
                Status = Change(world.Seen.Status with { Weight = Weight, TrialStartedAt = _began, FirstWeightAt = _step, StepStartedAt = _step }),
                Routes = new() { Asked = Weight, Served = Weight, Settled = true, Connected = 2 - Missing.Count, Missing = Missing.Count, IsByRoute = IsByRoute },
            },
        };
    }

    private void Add(Wire.Side side, string version, Wire.Route route, long success, long failed, int bucket, int? fine)
    {
        var cells = Cells(side, version, route);
        cells[0] += success + failed;
        cells[1] += success + failed;
        cells[3] += success;
        cells[4] += failed;
        // Of two buckets, as no app answers always alike.
        cells[SideCounts.Scalars + bucket] += success / 2;
        cells[SideCounts.Scalars + bucket + 1] += success - (success / 2);
        if (fine is { } beside)
        {
            cells[SideCounts.CellCount + beside] += success / 2;
            cells[SideCounts.CellCount + beside + 1] += success - (success / 2);
        }

        // A failure of these is answered at once.
        cells[SideCounts.Scalars] += failed;
    }

    private long[] Cells(Wire.Side side, string version, Wire.Route route)
    {
        var key = new CountKey(side, route, version, Policy, Weight);
        return _counts.TryGetValue(key, out var known) ? known : _counts[key] = new long[SideCounts.ComparedCount];
    }

    private static PodView Pod(string name, DateTimeOffset ready)
    {
        var pod = Thing.View(name);
        pod.Raw["status"]!["conditions"]![0]!["lastTransitionTime"] = ready.ToString("O");
        return pod with { Uid = name, Ready = true, Address = "10.0.0.9" };
    }

    private ProxyObservation Proxy(string pod) => new()
    {
        PodUid = pod, PodName = pod, Track = AnnotationNames.Primary, Version = "v-old", Instance = pod, ConnectedSince = Noon, Applied = Policy, EffectiveWeight = Weight,
        Alarm = Alarmed.Contains(pod) ? new(Policy, Version, Admission, 9, 0, 200, 7, AlarmedAt ?? _now) : null,
    };
}
