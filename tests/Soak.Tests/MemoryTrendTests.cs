namespace CanaryMesh.Soak.Tests;

public sealed class MemoryTrendTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SteadyProcess_IsFlat() => Assert.True(Trend(Samples(1, 0, 600, seconds => 100 + (seconds % 10))).IsFlat);

    [Fact]
    public void Of_SlowLeakThatStaysBelowHalfAsMuchAgain_IsNotFlat()
    {
        var trend = Trend(Samples(1, 0, 600, seconds => 100 + (seconds * 0.05)));

        Assert.True(trend.IsKnown);
        Assert.False(trend.IsFlat);
        Assert.Equal(3, trend.PerMinute, 0.01);
    }

    [Fact]
    public void Of_LeakCutByKills_IsNotFlat() =>
        Assert.False(Trend([.. Enumerable.Range(0, 5).SelectMany(life => Samples(life, life * 120, 120, seconds => 100 + (seconds * 0.2)))]).IsFlat);

    [Fact]
    public void Of_GrowthWhileStarting_IsNoLeak() =>
        Assert.True(Trend([.. Enumerable.Range(0, 5).SelectMany(life => Samples(life, life * 120, 120, seconds => Math.Min(100, 50 + (seconds * 2))))]).IsFlat);

    [Fact]
    public void Of_GrowthInTheFirstHalf_IsNoLeak() => Assert.True(Trend(Samples(1, 0, 600, seconds => Math.Min(150, 100 + (seconds * 0.2)))).IsFlat);

    [Fact]
    public void Of_LivesThatEndAtOnce_IsNotKnown() =>
        Assert.False(Trend([.. Enumerable.Range(0, 20).SelectMany(life => Samples(life, life * 20, 20, _ => 100))]).IsKnown);

    private static MemoryTrend Trend(IReadOnlyCollection<MemorySample> samples) => MemoryTrend.Of(samples);

    private static List<MemorySample> Samples(int process, int from, int seconds, Func<int, double> size) =>
        [.. Enumerable.Range(0, seconds / 5).Select(step => new MemorySample(process, Start.AddSeconds(from + (step * 5)), size(step * 5)))];
}
