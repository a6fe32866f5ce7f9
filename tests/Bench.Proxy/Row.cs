using System.Globalization;

namespace CanaryMesh.Bench.Proxy;

/// <summary>One line of the table: medians over the rounds, latencies in microseconds.</summary>
internal sealed record Row(string Variant, int Rate, double P50, double P99, double CpuPerRequest)
{
    public const string Head = "| variant | req/s | p50 us | p99 us | CPU us/req |\n| --- | --- | --- | --- | --- |";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {Variant} | {Rate} | {P50:F0} | {P99:F0} | {(double.IsNaN(CpuPerRequest) ? "-" : $"{CpuPerRequest:F0}")} |");
}
