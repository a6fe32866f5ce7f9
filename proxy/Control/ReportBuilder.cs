using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Control;

/// <summary>Counts of this process as the protocol carries them. Hops are left to the proxy that drew them.</summary>
internal sealed class ReportBuilder(CountLedger ledger, PolicyHolder policies, TrafficMeter meter, DrainState drain, TimeProvider time)
{
    private ulong _sequence;
    private long _lastSample;

    public Report Build()
    {
        var snapshot = policies.Current;
        var report = new Report
        {
            Sequence = ++_sequence,
            Policy = snapshot.Policy.Id ?? new PolicyId(),
            EffectiveWeight = snapshot.EffectiveWeight,
            InFlightCanary = (uint)Math.Max(0, meter.InFlightCanary),
            Draining = drain.IsDraining,
            Alarm = policies.Alarm is { } alarm ? Alarm(alarm) : null,
        };
        report.Counts.AddRange(ledger.Snapshot().Where(each => IsReported(each.Key, each.Value)).Select(each => Counts(each.Key, each.Value)));
        foreach (var sample in meter.Samples.Since(_lastSample))
        {
            report.Samples.Add(Sample(sample, snapshot));
            _lastSample = sample.Sequence;
        }

        return report;
    }

    private static bool IsReported(CountKey key, SideCounter counter) =>
        key.Route is CountRoute.Split or CountRoute.Direct or CountRoute.Lane or CountRoute.Mirror && counter.Drawn + counter.Ended + counter.Open > 0;

    private static SideCounts Counts(CountKey key, SideCounter counter)
    {
        var counts = new SideCounts
        {
            Side = key.Side,
            Route = Way(key.Route),
            Version = key.Version,
            Policy = new PolicyId { Term = key.Term, Revision = key.Revision },
            EffectiveWeight = key.Weight,
            Drawn = (ulong)counter.Drawn,
            Ended = (ulong)counter.Ended,
            FellBack = (ulong)counter.FellBack,
            Success = (ulong)counter.Of(Outcome.Success),
            ServerError = (ulong)counter.Of(Outcome.ServerError),
            ConnectError = (ulong)counter.Of(Outcome.ConnectError),
            Reset = (ulong)counter.Of(Outcome.Reset),
            Timeout = (ulong)counter.Of(Outcome.Timeout),
            ClientCancel = (ulong)counter.Of(Outcome.ClientCancel),
            LatencySumUs = (ulong)counter.LatencySum,
        };
        for (var index = 0; index < LatencyBuckets.Count; index++)
        {
            counts.Latency.Add((ulong)counter.Bucket(index));
        }

        AddFine(counts, counter);
        return counts;
    }

    // Read after the successes: what is counted of them is counted here before.
    private static void AddFine(SideCounts counts, SideCounter counter)
    {
        for (var index = 0; counter.IsFine && index < FineLatencyBuckets.Count; index++)
        {
            if (counter.Fine(index) is var count and > 0)
            {
                counts.FineIndex.Add((uint)index);
                counts.FineCount.Add((ulong)count);
            }
        }
    }

    private Alarm Alarm(GuardAlarm from) => new()
    {
        Policy = new PolicyId { Term = from.Term, Revision = from.Revision },
        CanaryVersion = from.Version,
        Admission = from.Admission,
        CanaryFailed = (ulong)from.CanaryFailed,
        PrimaryFailed = (ulong)from.PrimaryFailed,
        Requests = (ulong)from.Requests,
        LogEvidence = from.LogEvidence,
        AgeMs = (long)(time.GetUtcNow() - from.At).TotalMilliseconds,
    };

    private static Api.Control.Route Way(CountRoute route) => route switch
    {
        CountRoute.Split => Api.Control.Route.Split,
        CountRoute.Lane => Api.Control.Route.Lane,
        CountRoute.Mirror => Api.Control.Route.Mirror,
        CountRoute.Direct or CountRoute.Hop or CountRoute.Fallback => Api.Control.Route.Direct,
    };

    private RequestSample Sample(RequestFailure sample, PolicySnapshot snapshot) => new()
    {
        AgeMs = (long)(time.GetUtcNow() - sample.At).TotalMilliseconds,
        Method = sample.Method,
        Path = sample.Path,
        Status = (uint)sample.Status,
        DurationMs = (uint)Math.Min(uint.MaxValue, sample.DurationMicroseconds / 1000),
        Pod = sample.Pod,
        TraceId = sample.TraceId,
        Side = sample.OnCanary ? Side.Canary : snapshot.OwnSide,
    };
}
