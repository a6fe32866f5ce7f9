namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Decides which key runs when. A key waits once and runs once at a time; of two times the earlier wins; one that is added while
/// it runs runs again after. Time is a plain value: how long since the queue began. Not safe for threads by itself.</summary>
internal sealed class QueueJudge<TKey>(QueueTiming timing)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly Dictionary<TKey, int> _conflicts = [];
    private readonly PriorityQueue<(TKey Key, TimeSpan Due), TimeSpan> _waiting = new();

    private enum State
    {
        Waiting,
        Ready,
        Running,
    }

    /// <summary>Keys that wait, are ready or run.</summary>
    public int Count => _entries.Count;

    public int Failures(TKey key) => _failures.GetValueOrDefault(key);

    public void Add(TKey key, TimeSpan due)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            Wait(key, due);
        }
        else if (entry.State == State.Running)
        {
            entry.Again = entry.Again is { } again && again <= due ? again : due;
        }
        else if (entry.State == State.Waiting && due < entry.Due)
        {
            Wait(key, due);
        }
    }

    /// <summary>Makes the next due key ready.</summary>
    public bool TryRelease(TimeSpan now, out TKey key)
    {
        if (NextDue() is { } due && due <= now)
        {
            key = _waiting.Dequeue().Key;
            _entries[key].State = State.Ready;
            return true;
        }

        key = default!;
        return false;
    }

    /// <summary>When the next waiting key is due; null if none waits.</summary>
    public TimeSpan? NextDue()
    {
        while (_waiting.TryPeek(out var first, out _))
        {
            // What was brought forward leaves its old place behind.
            if (_entries.TryGetValue(first.Key, out var entry) && entry.State == State.Waiting && entry.Due == first.Due)
            {
                return first.Due;
            }

            _waiting.Dequeue();
        }

        return null;
    }

    public void Start(TKey key) => _entries[key].State = State.Running;

    /// <summary>Ends a run; draw is 0–1 and spreads the delay after a failure.</summary>
    public void Finish(TKey key, ReconcileOutcome outcome, TimeSpan now, double draw)
    {
        var again = _entries[key].Again;
        _entries.Remove(key);
        if (Next(key, outcome, now, draw) is { } due)
        {
            Wait(key, due);
        }

        if (again is { } asked)
        {
            Add(key, asked);
        }
    }

    private TimeSpan? Next(TKey key, ReconcileOutcome outcome, TimeSpan now, double draw)
    {
        if (outcome is ReconcileOutcome.Conflict)
        {
            var conflicts = _conflicts[key] = _conflicts.GetValueOrDefault(key) + 1;
            return now + BackOff.After(conflicts, timing.FirstAfterConflict, timing.LongestAfterConflict, draw);
        }

        _conflicts.Remove(key);
        if (outcome is ReconcileOutcome.Retry)
        {
            var failures = _failures[key] = Failures(key) + 1;
            return now + BackOff.After(failures, timing.FirstBackOff, timing.LongestBackOff, draw);
        }

        _failures.Remove(key);
        return outcome is ReconcileOutcome.After after ? now + after.Delay : null;
    }

    private void Wait(TKey key, TimeSpan due)
    {
        _entries[key] = new Entry { Due = due };
        _waiting.Enqueue((key, due), due);
    }

    private sealed class Entry
    {
        public State State { get; set; }

        public TimeSpan Due { get; init; }

        public TimeSpan? Again { get; set; }
    }
}
