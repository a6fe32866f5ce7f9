using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Tests;

public class TrafficTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(-1, 0.8413447460685429)]
    [InlineData(4, 3.167124183311992e-5)]
    public void Tail_OfTheNormal_IsTheTablesOne(double z, double chance) => Assert.Equal(chance, Normal.Above(z), 1e-12);

    [Fact]
    public void Recording_OverAPhase_HasItsWeightAndRates()
    {
        var recording = Recordings.Draw(Xoshiro.For("recording", 0), 100, [new(0, 0.1, 0, 0.02), new(900, 0.5, 1, 0.02)]);

        Assert.Equal(0, recording.Window(0, 900).CanaryErrors);
        Assert.Equal(recording.Window(900, 1800).Canary, recording.Window(900, 1800).CanaryErrors);
        Assert.InRange(recording.Window(0, 900).Canary, 8_500, 9_500);
        Assert.InRange(recording.Window(0, 1800).PrimaryErrors, 2_350, 2_700);
        Assert.Equal(0.5, recording.Weight(900));
    }

    [Fact]
    public void Ramp_WithAnOutage_FailsOnBothSidesAlike()
    {
        var phases = Recordings.Ramp(0.005, (960, 1140, 0.2));

        Assert.All(phases, phase => Assert.Equal(phase.Canary, phase.Primary));
        Assert.Equal([960, 1080], phases.Where(phase => phase.Canary is 0.2).Select(phase => phase.Start));
        Assert.Equal(0.05, phases[0].Weight, 1e-9);
        Assert.Equal(0.5, phases[^1].Weight, 1e-9);
    }

    [Fact]
    public void Latency_WithASlowTail_MovesP99AndNotTheMedian()
    {
        var usual = new LatencyShape(50);
        var slower = usual.SlowerTail(2);

        Assert.Equal(2 * usual.Quantile(0.99), slower.Quantile(0.99), 0.01);
        Assert.InRange(slower.Quantile(0.5) / usual.Quantile(0.5), 1, 1.03);
    }

    [Fact]
    public void Buckets_OfEachKind_KeepEveryRequest()
    {
        var counts = Enumerable.Range(1, Buckets.Common.Count + 1).Select(each => (long)each).ToArray();

        Assert.All([Buckets.Fine, Buckets.Client, Buckets.Mesh], each => Assert.Equal(counts.Sum(), each.Fold(counts).Sum()));
    }

    [Fact]
    public void Fold_OfABucketAboveALimit_IsAboveIt()
    {
        var counts = new long[Buckets.Common.Count + 1];
        counts[Buckets.Common.ToList().IndexOf(25) + 1] = 1;

        Assert.Equal(1, Buckets.Client.Fold(counts)[3]);
    }

    [Fact]
    public void Quantile_InsideABucket_IsInterpolated()
    {
        var counts = new long[Buckets.Client.Count];
        counts[1] = 10;

        Assert.Equal(7.5, Buckets.Client.Quantile(counts, 0.5), 1e-9);
        Assert.True(double.IsNaN(Buckets.Client.Quantile(new long[Buckets.Client.Count], 0.5)));
    }
}
