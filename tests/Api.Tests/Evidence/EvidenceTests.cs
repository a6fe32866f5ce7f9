using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class EvidenceTests
{
    [Theory]
    [InlineData(0, 500)]
    [InlineData(500, 0)]
    public void Evidence_WithoutBothSides_IsUnchanged(double a, double b)
    {
        var evidence = Harm();
        evidence.Add(2, 1, 100, 900);
        var before = evidence.LogValue;

        evidence.Add(7, 7, a, b);

        Assert.Equal(before, evidence.LogValue);
    }

    [Theory]
    [InlineData(1e6, 0)]
    [InlineData(0, 1e6)]
    [InlineData(1e6, 1e6)]
    public void Evidence_OfAMillionEvents_IsANumber(double x, double y)
    {
        var (harm, safe) = (Harm(), new Api.Evidence.Evidence(StakeGrid.Safe, Margin.Proof, Stake.Whole));
        for (var block = 0; block < 5; block++)
        {
            harm.Add(x, y, 1e6, 1e6);
            safe.Add(x, y, 1e6, 1e6);
            harm.Restart();
        }
        Assert.True(double.IsFinite(harm.LogValue) && double.IsFinite(safe.LogValue));
        Assert.Equal(x > y, harm.LogValue > 1e5);
    }

    [Fact]
    public void Evidence_OfABlockInTwoParts_IsThatOfTheWhole()
    {
        var (whole, parts) = (Harm(), Harm());
        whole.Add(5.5, 12, 130, 1170);

        parts.Add(1.25, 12, 30, 270);
        parts.Add(4.25, 0, 100, 900);

        Assert.Equal(whole.LogValue, parts.LogValue, 9);
    }

    [Fact]
    public void Evidence_UnderCalm_GrowsByNoMoreThanTheCapInABlock()
    {
        var evidence = new Api.Evidence.Evidence(StakeGrid.Harm, Margin.Errors) { Calm = Math.Log(100) };
        evidence.Add(500, 0, 100, 900);
        Assert.InRange(evidence.LogValue, 0, Math.Log(100));

        evidence.Add(500, 0, 100, 900);
        Assert.InRange(evidence.LogValue, Math.Log(100), 2 * Math.Log(100));
    }

    [Fact]
    public void Evidence_OfBursts_IsThatOfTheirCauses()
    {
        var (bursts, causes) = (new Api.Evidence.Evidence(StakeGrid.Safe, Margin.Proof) { Burst = 5 }, new Api.Evidence.Evidence(StakeGrid.Safe, Margin.Proof));
        bursts.Add(15, 40, 500, 4500);
        causes.Add(3, 8, 100, 900);
        Assert.Equal(causes.LogValue, bursts.LogValue, 12);
    }

    [Fact]
    public void Evidence_AfterALongGoodPhase_SeesALateRegressionSoonerForItsRestarts()
    {
        var (half, whole) = (Harm(), new Api.Evidence.Evidence(StakeGrid.Harm, Margin.Errors, Stake.Whole));
        for (var minute = 0; minute < 30; minute++)
        {
            half.Add(12, 108, 1200, 10800);
            whole.Add(12, 108, 1200, 10800);
            half.Restart();
            whole.Restart();
        }
        Assert.Equal(1, whole.Starts);
        half.Add(60, 108, 1200, 10800);
        whole.Add(60, 108, 1200, 10800);
        Assert.True(half.LogValue > Math.Log(100) && whole.LogValue < Math.Log(100), $"{half.LogValue}, {whole.LogValue}");
    }

    [Fact]
    public void Evidence_RestoredOrReset_GoesOnFromThere()
    {
        var (first, second) = (Harm(), Harm());
        first.Add(1, 4, 100, 900);
        first.Restart();
        first.Add(3, 4, 100, 900);

        second.Restore(first.Starts, first.Logs);
        Assert.Equal(first.LogValue, second.LogValue);
        first.Restart();
        second.Restart();
        Assert.Equal(first.LogValue, second.LogValue);

        second.Reset();
        Assert.Equal(0.0, second.LogValue, 12);
        Assert.Equal(1, second.Starts);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 19)]
    [InlineData(1, 21)]
    public void State_OfAnotherKind_IsRefused(int starts, int bets) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Harm().Restore(starts, new double[bets]));

    [Fact]
    public void Evidence_OfARunOfYears_IsANumber()
    {
        var evidence = Harm();
        evidence.Restore(int.MaxValue - 1, evidence.Logs.ToArray());
        evidence.Restart();
        evidence.Add(1, 1, 10, 90);
        Assert.True(double.IsFinite(evidence.LogValue));
    }

    [Fact]
    public void Look_OnceMade_AllocatesNothing()
    {
        var evidence = Harm();
        double Look()
        {
            evidence.Add(1, 2, 50, 950);
            evidence.Restart();
            return evidence.LogValue;
        }
        Look();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Look();
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Api.Evidence.Evidence Harm() => new(StakeGrid.Harm, Margin.Errors);
}
