using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Counts of one key, summed over all proxies of a workload that ever reported, gone ones included. They only grow. Only rows of a
/// comparison have the cells beyond <see cref="CellCount"/>.</summary>
internal sealed record SideCounts(CountKey Key, IReadOnlyList<long> Cells)
{
    internal const int Scalars = 10;
    internal const int Outcomes = 6;

    internal static int CellCount => Scalars + LatencyBuckets.Count;

    internal static int OverdueCell => CellCount + FineLatencyBuckets.Count;

    internal static int ComparedCount => OverdueCell + 1 + Outcomes;

    public long Drawn => Cells[0];

    public long Ended => Cells[1];

    public long FellBack => Cells[2];

    public long Success => Cells[3];

    public long ServerError => Cells[4];

    public long ConnectError => Cells[5];

    public long Reset => Cells[6];

    public long Timeout => Cells[7];

    public long ClientCancel => Cells[8];

    public long LatencySumMicroseconds => Cells[9];

    /// <summary>Counts per bucket of <see cref="LatencyBuckets"/>, the last one +Inf.</summary>
    public IReadOnlyList<long> Latency => [.. Cells.Skip(Scalars).Take(LatencyBuckets.Count)];

    /// <summary>Successes per bucket of <see cref="FineLatencyBuckets"/> by their latency beside the app, the last one +Inf; empty where nobody counts them.</summary>
    public IReadOnlyList<long> Fine => [.. Cells.Skip(CellCount).Take(FineLatencyBuckets.Count)];

    /// <summary>Drawn requests whose answer had not begun in time, whatever became of them.</summary>
    public long Overdue => Cells.Count > OverdueCell ? Cells[OverdueCell] : 0;

    /// <summary>Of so many of an outcome, from <see cref="Success"/> on, those that were overdue.</summary>
    public long OverdueEnded(int outcome) => Cells.Count > OverdueCell ? Cells[OverdueCell + 1 + outcome] : 0;

    /// <summary>Ended requests that failed.</summary>
    public long Failed => ServerError + ConnectError + Reset + Timeout;

    /// <summary>Requests that failed or are overdue.</summary>
    internal static long FailuresIn(long[] cells) =>
        cells[4] + cells[5] + cells[6] + cells[7] + (cells.Length > OverdueCell ? cells[OverdueCell] : 0);

    /// <summary>One cell of a report's row, read in place so that folding a report allocates nothing.</summary>
    internal static long Cell(Wire.SideCounts row, int index) => Bounded(index switch
    {
        0 => row.Drawn,
        1 => row.Ended,
        2 => row.FellBack,
        3 => row.Success,
        4 => row.ServerError,
        5 => row.ConnectError,
        6 => row.Reset,
        7 => row.Timeout,
        8 => row.ClientCancel,
        9 => row.LatencySumUs,
        _ => index - Scalars < row.Latency.Count ? row.Latency[index - Scalars] : 0,
    });

    // Far beyond any honest count, and small enough that sums over all proxies cannot overflow.
    internal static long Bounded(ulong value) => (long)Math.Min(value, 1UL << 50);
}
