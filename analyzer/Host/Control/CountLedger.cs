using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Folds cumulative counts of proxy instances into sums of the workload. Only what an instance's count grew by is added, so
/// a report that is lost, repeated or late changes nothing, and what a gone instance counted stays. Not safe for threads by itself.</summary>
internal sealed class CountLedger
{
    private const int MostKeys = 2048;
    private const int MostRows = 512;
    private readonly Dictionary<CountKey, long[]> _totals = [];
    private readonly Dictionary<string, Dictionary<CountKey, long[]>> _instances = new(StringComparer.Ordinal);

    private PolicyId? _floor;

    public IReadOnlyList<SideCounts> Totals => [.. _totals.Select(each => new SideCounts(each.Key, [.. each.Value]))];

    /// <summary>True if more requests failed that were drawn to a canary.</summary>
    public bool Fold(string instance, IEnumerable<Wire.SideCounts> rows)
    {
        var failed = false;
        if (!_instances.TryGetValue(instance, out var last))
        {
            _instances[instance] = last = [];
        }

        foreach (var row in rows.Take(MostRows))
        {
            if (CountKey.Of(row) is { } key && ComparedCells.IsSound(row) && (_floor is null || key.Policy > _floor))
            {
                var cells = ComparedCells.IsIn(row) ? SideCounts.ComparedCount : SideCounts.CellCount;
                var total = Cells(_totals, key, cells);
                var before = SideCounts.FailuresIn(total);
                Grow(Cells(last, key, cells), total, row);
                failed |= key is { Side: Wire.Side.Canary, Route: Wire.Route.Split } && SideCounts.FailuresIn(total) > before;
            }
        }

        Trim();
        return failed;
    }

    /// <summary>The instance will not report again; its sums stay.</summary>
    public void Forget(string instance) => _instances.Remove(instance);

    private static void Grow(long[] last, long[] total, Wire.SideCounts row)
    {
        for (var index = 0; index < SideCounts.CellCount; index++)
        {
            Grow(last, total, index, SideCounts.Cell(row, index));
        }

        for (var place = 0; place < row.FineIndex.Count; place++)
        {
            var (cell, count) = ComparedCells.Fine(row, place);
            Grow(last, total, cell, count);
        }
    }

    private static void Grow(long[] last, long[] total, int cell, long count)
    {
        var growth = count - last[cell];
        if (growth > 0)
        {
            last[cell] += growth;
            total[cell] += growth;
        }
    }

    private static long[] Cells(Dictionary<CountKey, long[]> from, CountKey key, int count)
    {
        var cells = from.GetValueOrDefault(key) ?? [];
        if (cells.Length < count)
        {
            Array.Resize(ref cells, count);
            from[key] = cells;
        }

        return cells;
    }

    /// <summary>Keys of the oldest policies go first: no trial in progress speaks of them any more. What went is not counted again.</summary>
    private void Trim()
    {
        if (_totals.Count <= MostKeys)
        {
            return;
        }

        _floor = _totals.Keys.Select(each => each.Policy).Order().ElementAt(MostKeys / 2);
        foreach (var counts in _instances.Values.Append(_totals))
        {
            foreach (var key in counts.Keys.Where(each => each.Policy <= _floor).ToList())
            {
                counts.Remove(key);
            }
        }
    }
}
