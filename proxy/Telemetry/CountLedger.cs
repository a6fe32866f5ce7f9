namespace CanaryMesh.Proxy.Telemetry;

/// <summary>Every count of this process by key, at most <see cref="MostKeys"/> of them kept apart: the oldest are folded into one rest
/// per side, route and version. A folded counter may still be written to by requests begun under it, so it is kept whole until it has been
/// without an open request for a minute, and only then merged.</summary>
internal sealed class CountLedger(TimeProvider time)
{
    public const int MostKeys = 48;
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<KeyValuePair<CountKey, SideCounter>> _apart = new();
    private readonly Dictionary<CountKey, SideCounter> _byKey = [];
    private readonly Dictionary<CountKey, SideCounter> _rests = [];
    private readonly List<(CountKey Key, SideCounter Counter, DateTimeOffset At)> _folded = [];

    public SideCounter Counter(CountKey key)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var counter))
            {
                return counter;
            }

            counter = new SideCounter();
            _byKey.Add(key, counter);
            _apart.AddLast(KeyValuePair.Create(key, counter));
            FoldOldest();
            return counter;
        }
    }

    public IReadOnlyList<KeyValuePair<CountKey, SideCounter>> Snapshot()
    {
        lock (_gate)
        {
            MergeSettled();
            var rests = _rests.ToDictionary(rest => rest.Key, rest => Copy(rest.Value));
            foreach (var (rest, counter, _) in _folded)
            {
                AddTo(rests, rest, counter);
            }

            foreach (var (key, counter) in _apart.Where(each => each.Key.IsRest))
            {
                AddTo(rests, key, counter);
            }

            return [.. _apart.Where(each => !each.Key.IsRest), .. rests];
        }
    }

    private void FoldOldest()
    {
        while (_apart.Count > MostKeys)
        {
            var oldest = _apart.First!.Value;
            _apart.RemoveFirst();
            _byKey.Remove(oldest.Key);
            _folded.Add((oldest.Key.Rest, oldest.Value, time.GetUtcNow()));
        }
    }

    private void MergeSettled()
    {
        var until = time.GetUtcNow() - Settled;
        for (var index = _folded.Count - 1; index >= 0; index--)
        {
            var (rest, counter, at) = _folded[index];
            if (at <= until && counter.Open == 0)
            {
                AddTo(_rests, rest, counter);
                _folded.RemoveAt(index);
            }
        }
    }

    private static void AddTo(Dictionary<CountKey, SideCounter> sums, CountKey key, SideCounter counter)
    {
        sums.TryAdd(key, new SideCounter());
        sums[key].Add(counter);
    }

    private static SideCounter Copy(SideCounter counter)
    {
        var copy = new SideCounter();
        copy.Add(counter);
        return copy;
    }
}
