using System.Globalization;

namespace CanaryMesh.Bench.Admission;

/// <summary>One window: what was asked, how long it took, what it cost.</summary>
internal sealed record Measured(ReviewLoad Load, TimeSpan Window, double CpuMicroseconds, double MegabytesBefore, double MegabytesAfter)
{
    private readonly double[] _sorted = [.. Load.Milliseconds.Order()];

    public double P99 => At(0.99);

    public static async Task<Measured> TakeAsync(WebhookUnderTest webhook, ReviewClient client, int rate, TimeSpan window)
    {
        var (cpu, memory) = (webhook.CpuMicroseconds, webhook.ResidentMegabytes);
        var load = await new ReviewLoad(client).RunAsync(rate, window);
        return new(load, window, webhook.CpuMicroseconds - cpu, memory, webhook.ResidentMegabytes);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_sorted.Length / Window.TotalSeconds:F0} reviews/s for {Window.TotalSeconds:F0} s, {Load.Faults.Count} failed: p50 {At(0.5):F2} ms, p99 {P99:F2} ms, slowest {_sorted[^1]:F1} ms; "
        + $"CPU {CpuMicroseconds / _sorted.Length:F0} us per review, {CpuMicroseconds / Window.TotalMicroseconds * 100:F0} % of the core; RSS {MegabytesBefore:F0} MB before, {MegabytesAfter:F0} MB after");

    private double At(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * share))];
}
