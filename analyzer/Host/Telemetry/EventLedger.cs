namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Remembers which events were written lately, so that a repeated one raises a count. Not safe for threads by itself.</summary>
internal sealed class EventLedger
{
    private const int Most = 1024;

    // Events are kept for an hour by default; one that was silent for long is worth a line of its own.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly Dictionary<RolloutEvent, Entry> _entries = [];

    internal sealed record Entry(string Name, int Count, DateTimeOffset Last);

    /// <summary>The entry to write now: count 1 is a new Event.</summary>
    public Entry Next(RolloutEvent what, DateTimeOffset now) =>
        _entries.TryGetValue(what, out var known) && now - known.Last < Remembered
            ? known with { Count = known.Count + 1, Last = now }
            : new Entry(what.NameAt(now), 1, now);

    public void Written(RolloutEvent what, Entry entry)
    {
        if (_entries.Count >= Most)
        {
            foreach (var old in _entries.OrderBy(each => each.Value.Last).Take(Most / 2).Select(each => each.Key).ToList())
            {
                _entries.Remove(old);
            }
        }

        _entries[what] = entry;
    }

    public void Forget(RolloutEvent what) => _entries.Remove(what);
}
