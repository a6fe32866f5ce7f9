using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class LatencyTests
{
    private static readonly long[] Usual = [0, 100, 300, 400, 150, 40, 8, 2, 0, 0];

    [Theory]
    [InlineData(null, 0.5, 0, 9, 10, 0)]
    [InlineData(1, 0.5, 1, 9, 0, 11, 0)]
    [InlineData(0, 0.5, 10, 10, 0)]
    [InlineData(2, 0.99, 0, 10, 10, 90)]
    public void Limit_OfThePast_IsTheBucketNearestInRequests(int? expected, double level, params int[] past) =>
        Assert.Equal(expected, LatencyLimit.Choose([.. past.Select(each => (long)each)], level));

    [Fact]
    public void Limit_OfATie_IsTheLowerBucket() => Assert.Equal(0, LatencyLimit.Choose([8, 4, 8, 0], 0.5));

    [Fact]
    public void Limit_WithAllRequestsInOneBucket_IsNone() => Assert.Null(LatencyLimit.Choose([0, 100, 0, 0], 0.5));

    [Fact]
    public void Limit_OfTheOpenBucket_IsNever() => Assert.Equal(0, LatencyLimit.Choose([5, 0, 0, 95], 0.99));

    [Fact]
    public void Latency_WithoutAPast_ComparesNothingInItsFirstBlock()
    {
        var evidence = new LatencyEvidence(Usual.Length, LatencyRule.Fine);
        evidence.Add(Shifted(3, 10), Usual, 100, 1000);
        Assert.Equal(0.0, evidence.LogValue, 12);

        evidence.Add(Shifted(3, 10), Usual, 100, 1000);
        Assert.True(evidence.LogValue > Math.Log(100));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Latency_OfACanaryBucketsSlower_IsHarmBeyondTheMargin(int slower, bool harm) =>
        Assert.Equal(harm, Run(LatencyRule.Fine, slower).LogValue > Math.Log(100));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(5, false)]
    public void Latency_OfACanaryBucketsSlower_IsProvenWithinTheMargin(int slower, bool proven) =>
        Assert.Equal(proven, Run(LatencyRule.FineProof, slower).LeastLogValue >= Proof.LogLevel);

    [Fact]
    public void Latency_ByCoarseBuckets_SeesASlowerTail()
    {
        Assert.True(Run(LatencyRule.Coarse, 1).LogValue > Math.Log(100));
        Assert.True(Run(LatencyRule.Coarse, 0).LogValue < 0);
        Assert.True(Run(LatencyRule.CoarseProof, 0).LeastLogValue >= Proof.LogLevel);
    }

    [Fact]
    public void Proof_AtANewWeight_BeginsAnewAndKeepsThePast()
    {
        var evidence = Run(LatencyRule.FineProof, 0);
        var past = evidence.Past.ToArray();
        evidence.Reset();
        Assert.Equal(0.0, evidence.LeastLogValue, 12);
        Assert.Equal(past, evidence.Past);
    }

    [Fact]
    public void Look_OnceMade_AllocatesNothing()
    {
        var evidence = Run(LatencyRule.Fine, 0);
        var canary = Shifted(0, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            evidence.Add(canary, Usual, 100, 1000);
            evidence.Restart();
            _ = evidence.LogValue + evidence.LeastLogValue;
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static LatencyEvidence Run(LatencyRule rule, int slower)
    {
        var evidence = new LatencyEvidence(Usual.Length, rule);
        evidence.Remember(Usual);
        for (var block = 0; block < 20; block++)
        {
            evidence.Add(Shifted(slower, 5), Usual, 200, 1000);
            evidence.Restart();
        }
        return evidence;
    }

    private static long[] Shifted(int by, int divisor)
    {
        var counts = new long[Usual.Length];
        for (var i = 0; i < Usual.Length; i++)
        {
            counts[Math.Min(i + by, Usual.Length - 1)] += Usual[i] / divisor;
        }
        return counts;
    }
}
