using System.Globalization;

namespace CanaryMesh.Bench.Proxy;

/// <summary>One line of the table: one window, or medians over the rounds; latencies in microseconds, the canary's share in percent.</summary>
internal sealed record Row(string Variant, int Rate, long Requests, double P50, double P99, double CpuPerRequest, double CanaryShare)
{
    public const string Head = "| variant | req/s | requests | p50 us | p99 us | CPU us/req | canary % |\n| --- | --- | --- | --- | --- | --- | --- |";

    public static Row Middle(IReadOnlyList<Row> rows)
    {
        var requests = rows.Sum(row => row.Requests);
        return new Row(
            rows[0].Variant,
            rows[0].Rate,
            requests,
            Figures.Median(rows.Select(row => row.P50)),
            Figures.Median(rows.Select(row => row.P99)),
            Figures.Median(rows.Select(row => row.CpuPerRequest)),
            rows.Sum(row => row.CanaryShare * row.Requests) / requests);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Variant} | {Rate} | {Requests} | {P50:F0} | {P99:F0} | {Cell(CpuPerRequest)} | {Cell(CanaryShare)} |");

    private static string Cell(double value) => double.IsNaN(value) ? "-" : value.ToString("F1", CultureInfo.InvariantCulture);
}
