using System.Globalization;

namespace CanaryMesh.Load;

/// <summary>Counts every request once, by the version that answered it and by the moment it was sent.</summary>
public sealed class LoadCounts
{
    private const int LostKept = 1000;
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, VersionTally> _versions = [];
    private readonly Dictionary<(long Slot, string Version), long> _timeline = [];
    private readonly List<LostRequest> _firstLost = [];
    private long _sent;
    private long _ok;
    private long _failed;
    private long _lost;

    internal void Start()
    {
        lock (_lock)
        {
            _sent++;
        }
    }

    internal void End(Outcome outcome)
    {
        lock (_lock)
        {
            if (outcome.Lost is { } reason)
            {
                AddLost(outcome, reason);
            }
            else
            {
                AddAnswered(outcome, outcome.Version ?? "");
            }
        }
    }

    public LoadSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new LoadSnapshot(
                _sent, _ok, _failed, _lost, [.. _versions.Values.Select(v => v.Snapshot()).OrderBy(v => v.Version, StringComparer.Ordinal)], [.. _firstLost]);
        }
    }

    /// <summary>Answered requests that were sent between two moments, in all and by one version.</summary>
    public (long All, long OfVersion) Between(DateTimeOffset from, DateTimeOffset to, string version)
    {
        lock (_lock)
        {
            var inside = _timeline.Where(slot => slot.Key.Slot >= SlotOf(from) && slot.Key.Slot < SlotOf(to)).ToList();
            return (inside.Sum(slot => slot.Value), inside.Where(slot => slot.Key.Version == version).Sum(slot => slot.Value));
        }
    }

    /// <summary>What was lost since a moment, in one sentence that fits into the end of a log.</summary>
    public string LostSince(LoadSnapshot before)
    {
        var now = Snapshot();
        return TellLost([.. now.FirstLost.Skip((int)before.Lost)], now.Lost - before.Lost);
    }

    /// <summary>The same of these alone, which are all of them or the first ones that are known.</summary>
    public string TellLost(IReadOnlyList<LostRequest> lost, long all)
    {
        if (lost.Count == 0)
        {
            return $"{all} lost";
        }

        var (first, last) = (lost.Min(each => each.SentAt), lost.Max(each => each.SentAt));
        var reasons = lost.GroupBy(each => each.Reason).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} x {group.Key}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all} lost, {lost.Count} of them sent between {first:HH:mm:ss.fff} and {last:HH:mm:ss.fff}, as {Between(first, last + Slot, "").All} others were that were answered: {string.Join(", ", reasons)}; the first: {lost[0]}");
    }

    private static long SlotOf(DateTimeOffset moment) => moment.UtcTicks / Slot.Ticks;

    private void AddLost(Outcome outcome, string reason)
    {
        _lost++;
        if (_firstLost.Count < LostKept)
        {
            _firstLost.Add(new LostRequest(outcome.SentAt, outcome.Took.TotalMilliseconds, outcome.Method, reason) { LocalPort = outcome.LocalPort });
        }
    }

    private void AddAnswered(Outcome outcome, string version)
    {
        if (!_versions.TryGetValue(version, out var tally))
        {
            _versions[version] = tally = new VersionTally(version);
        }
        tally.Add(outcome);
        _ok += outcome.Failed ? 0 : 1;
        _failed += outcome.Failed ? 1 : 0;
        var slot = (SlotOf(outcome.SentAt), version);
        _timeline[slot] = _timeline.GetValueOrDefault(slot) + 1;
    }
}
