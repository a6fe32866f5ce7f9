using System.Globalization;

namespace CanaryMesh.Bench.Proxy;

/// <summary>All rounds at one rate: each measures every way once, in turn, so that what disturbs the machine disturbs all.</summary>
internal sealed class Rounds
{
    private readonly List<Row> _direct = [];
    private readonly List<Row> _ours = [];
    private readonly List<Row> _rival = [];

    public Row Ours => Row.Middle(_ours);

    public Row Rival => Row.Middle(_rival);

    /// <summary>Of the medians, as the bar is set; the spread of the rounds' own ratios tells how far to trust it.</summary>
    public double CpuRatio => Ours.CpuPerRequest / Rival.CpuPerRequest;

    public async Task AddAsync(Measurement measurement, int rate, (Contender As, MeasuredProcess Process) ours, (Contender As, MeasuredProcess Process) rival)
    {
        _direct.Add(await measurement.TakeAsync("direct", Addresses.Primary, rate, null));
        var isFirst = _ours.Count % 2 == 0;
        foreach (var (rows, turn) in isFirst ? [(_ours, ours), (_rival, rival)] : new[] { (_rival, rival), (_ours, ours) })
        {
            rows.Add(await measurement.TakeAsync(turn.As.Name, turn.As.Target, rate, turn.Process));
        }
    }

    public void WriteTable(TextWriter output)
    {
        output.WriteLine(Row.Middle(_direct));
        output.WriteLine(Ours);
        output.WriteLine(Rival);
        WriteAdded(output, _ours);
        WriteAdded(output, _rival);
    }

    public void WriteRatio(TextWriter output)
    {
        var each = _ours.Zip(_rival, (our, their) => our.CpuPerRequest / their.CpuPerRequest).Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratios of the rounds at {Ours.Rate} req/s: {string.Join(' ', each.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)))}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu-ratio-haproxy {Ours.Rate} {CpuRatio:F2}"));
    }

    private void WriteAdded(TextWriter output, List<Row> rows) => output.WriteLine(new Row(
        rows[0].Variant + " added",
        rows[0].Rate,
        rows.Sum(row => row.Requests),
        Figures.Median(rows.Zip(_direct, (row, direct) => row.P50 - direct.P50)),
        Figures.Median(rows.Zip(_direct, (row, direct) => row.P99 - direct.P99)),
        double.NaN,
        double.NaN));
}
