using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The evidence on one limit while it is in use.</summary>
internal sealed class LimitTrack(CheckLimit limit, DateTimeOffset since)
{
    private const double Alpha = 0.01;

    // Beyond every bound of the histogram, whatever a check allows.
    private const double LongestMilliseconds = 3_600_000;

    private readonly LimitEvidence _evidence = new(StakeGrid.Harm, limit.Tolerated);
    private long _events;
    private long _requests;
    private long _primaryEvents;
    private long _primaryRequests;

    public CheckLimit Limit => limit;

    public KeptLimit Kept => new(limit, since, _events, _requests, new(_evidence.Starts, [.. _evidence.Logs])) { PrimaryEvents = _primaryEvents, PrimaryRequests = _primaryRequests };

    /// <summary>What is known now; where <paramref name="isExcused"/>, a limit that the primary breaks as well shows nothing of the version.</summary>
    public LimitFinding Finding(bool isExcused) =>
        new(limit, _events, _requests, _evidence.LogValue >= -Math.Log(Alpha) && !(isExcused && _primaryEvents > limit.Tolerated * _primaryRequests));

    public static LimitTrack Of(KeptLimit kept)
    {
        var track = new LimitTrack(kept.Limit, kept.Since);
        if (kept.Evidence.Logs.Count == track._evidence.Logs.Length)
        {
            track._evidence.Restore(EvidenceState.Kept(kept.Evidence.Starts), [.. kept.Evidence.Logs]);
            (track._events, track._requests) = (kept.Events, kept.Requests);
            (track._primaryEvents, track._primaryRequests) = (kept.PrimaryEvents, kept.PrimaryRequests);
        }

        return track;
    }

    public void RestartTo(DateTimeOffset at, TimeSpan every)
    {
        var starts = EvidenceState.StartsAt(at, since, every);
        while (_evidence.Starts < starts)
        {
            _evidence.Restart();
        }
    }

    public void Add(Block block)
    {
        var ((events, requests), (others, all)) = (Counted(block.Canary), Counted(block.Primary));
        _evidence.Add((double)events / block.Burst, (double)requests / block.Burst);
        (_events, _requests) = (_events + events, _requests + requests);
        (_primaryEvents, _primaryRequests) = (_primaryEvents + others, _primaryRequests + all);
    }

    private (long Events, long Requests) Counted(BlockSide side) => limit.Kind is CheckKind.SuccessRate ? (side.Errors, side.Requests) : Slow(side.Latency);

    // The bucket that the limit lies in is on neither side of it: it blames nobody.
    private (long Events, long Requests) Slow(IReadOnlyList<long> latency) => latency.Count == FineLatencyBuckets.Count
        ? (latency.Skip(FineLatencyBuckets.IndexOf((long)Math.Ceiling(Math.Min(limit.Bound, LongestMilliseconds) * 1000)) + 1).Sum(), latency.Sum())
        : (0, 0);
}
