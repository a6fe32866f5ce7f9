using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Rollouts;
using Side = CanaryMesh.Api.Control.Side;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Counts of canaries as ticks saw them, so that a check can look at a window of them as at a window of a metrics server. A leader
/// counts what was drawn under its own policies alone, since all that was drawn before comes at once with a proxy's first report: its windows
/// begin with itself. What was counted before the trial began, when the same version was tried for the first time, is not of it.</summary>
internal sealed class CountHistory
{
    private const int Pieces = 32;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<RolloutKey, Trial> _trials = [];

    /// <summary>Keeps what is counted now; <paramref name="longest"/> is the longest window that is asked for, <paramref name="isBefore"/>
    /// whether the trial has not begun to be looked at.</summary>
    public void Record(RolloutKey key, string version, DateTimeOffset at, IEnumerable<SideCounts> counts, TimeSpan longest, bool isBefore = false)
    {
        var trial = _trials.GetOrAdd(key, _ => new(version));
        trial = trial.Version == version ? trial : _trials[key] = new(version);
        trial.Add(at, Sum(counts, version), longest, isBefore);
    }

    /// <summary>What was counted in the window that ends now; null if nothing was recorded.</summary>
    public CanaryCounts? Within(RolloutKey key, DateTimeOffset now, TimeSpan window) => _trials.TryGetValue(key, out var trial) ? trial.Within(now, window) : null;

    /// <summary>What the primary answered in that window; null if nothing was recorded.</summary>
    public CanaryCounts? OfPrimary(RolloutKey key, DateTimeOffset now, TimeSpan window) => _trials.TryGetValue(key, out var trial) ? trial.OfPrimary(now, window) : null;

    public void Forget(RolloutKey key) => _trials.TryRemove(key, out _);

    // The cells of the canary, then those of the primary.
    private static long[] Sum(IEnumerable<SideCounts> counts, string version)
    {
        var sum = new long[2 * SideCounts.CellCount];
        foreach (var each in counts.Where(each => each.Key.Side is Side.Primary || (each.Key.Side is Side.Canary && each.Key.Version == version)))
        {
            var from = each.Key.Side is Side.Primary ? SideCounts.CellCount : 0;
            for (var cell = 0; cell < SideCounts.CellCount; cell++)
            {
                sum[from + cell] += each.Cells[cell];
            }
        }

        return sum;
    }

    private sealed class Trial(string version)
    {
        private readonly Lock _lock = new();
        private readonly List<(DateTimeOffset At, long[] Cells)> _seen = [];
        private long[]? _before;
        private long[] _now = new long[2 * SideCounts.CellCount];

        public string Version => version;

        public void Add(DateTimeOffset at, long[] cells, TimeSpan longest, bool isBefore)
        {
            lock (_lock)
            {
                // Another leader's term begins with other sums.
                if (cells[1] < _now[1])
                {
                    _seen.Clear();
                    _before = null;
                }

                // Begun again, it is judged by nothing that was counted before.
                if (isBefore)
                {
                    _seen.Clear();
                    _before = cells;
                }

                _now = cells;
                var apart = longest / Pieces > Shortest ? longest / Pieces : Shortest;
                if (_seen.Count == 0 || at - _seen[^1].At >= apart)
                {
                    _seen.Add((at, cells));
                }

                // The newest of those beyond the window is where it begins.
                var beyond = _seen.FindLastIndex(each => each.At <= at - longest);
                _seen.RemoveRange(0, Math.Max(0, beyond));
            }
        }

        public CanaryCounts Within(DateTimeOffset now, TimeSpan window) => Grown(now, window, CanaryCounts.Of);

        public CanaryCounts OfPrimary(DateTimeOffset now, TimeSpan window) => Grown(now, window, CanaryCounts.OfPrimary);

        private CanaryCounts Grown(DateTimeOffset now, TimeSpan window, Func<long[], long[]?, CanaryCounts> read)
        {
            lock (_lock)
            {
                return read(_now, _seen.FindLast(each => each.At <= now - window).Cells ?? _before);
            }
        }
    }
}
