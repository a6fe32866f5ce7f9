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
            LatencySumUs = (ulong)counter.LatencySum,
        };
        AddOutcomes(counts, counter);
        for (var index = 0; index < LatencyBuckets.Count; index++)
        {
            counts.Latency.Add((ulong)counter.Bucket(index));
        }

        AddFine(counts, counter);
        return counts;
    }

    // Each is read once: what a comparison takes from the other must be of the same moment.
    private static void AddOutcomes(SideCounts counts, SideCounter counter)
    {
        Span<long> overdue = stackalloc long[SideCounter.Outcomes];
        for (var index = 0; index < overdue.Length; index++)
        {
            overdue[index] = counter.OfOverdue((Outcome)index);
        }

        counts.Success = (ulong)(counter.InTime(Outcome.Success) + overdue[(int)Outcome.Success]);
        counts.ServerError = (ulong)(counter.InTime(Outcome.ServerError) + overdue[(int)Outcome.ServerError]);
        counts.ConnectError = (ulong)(counter.InTime(Outcome.ConnectError) + overdue[(int)Outcome.ConnectError]);
        counts.Reset = (ulong)(counter.InTime(Outcome.Reset) + overdue[(int)Outcome.Reset]);
        counts.Timeout = (ulong)(counter.InTime(Outcome.Timeout) + overdue[(int)Outcome.Timeout]);
        counts.ClientCancel = (ulong)(counter.InTime(Outcome.ClientCancel) + overdue[(int)Outcome.ClientCancel]);
        counts.Overdue = (ulong)counter.Overdue;
        if (counts.Overdue > 0 || overdue.ContainsAnyExcept(0))
        {
            counts.OverdueEnded.AddRange(overdue.ToArray().Select(each => (ulong)each));
        }
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
