using System.Net;

namespace CanaryMesh.Bench.Proxy;

/// <summary>One window of load on one way, and what it cost.</summary>
internal sealed class Measurement(AppUnderTest primary, AppUnderTest canary, BenchOptions options)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);

    public async Task<Row> TakeAsync(string variant, IPEndPoint target, int rate, MeasuredProcess? process)
    {
        using var load = new PacedLoad(target, rate, options.Connections);
        await load.ConnectAsync();
        await load.RunAsync(WarmUp);
        var (cpu, ofPrimary, ofCanary) = (process?.CpuMicroseconds ?? double.NaN, primary.Answered, canary.Answered);
        var latencies = await load.RunAsync(options.Window);
        cpu = (process?.CpuMicroseconds ?? double.NaN) - cpu;
        (ofPrimary, ofCanary) = (primary.Answered - ofPrimary, canary.Answered - ofCanary);
        return new Row(
            variant,
            rate,
            latencies.Count,
            Figures.Percentile(latencies, 0.5),
            Figures.Percentile(latencies, 0.99),
            cpu / latencies.Count,
            100.0 * ofCanary / (ofPrimary + ofCanary));
    }
}
