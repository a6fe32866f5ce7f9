using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class LimitEvidenceTests
{
    [Theory]
    [InlineData(0.03, true, false)]
    [InlineData(0.01, false, false)]
    [InlineData(0.002, false, true)]
    public void Limit_OfARate_IsShownBrokenOrKept(double rate, bool broken, bool kept)
    {
        var (harm, safe) = (new LimitEvidence(StakeGrid.Harm, 0.01), new LimitEvidence(StakeGrid.Safe, 0.01, Stake.Whole));
        for (var minute = 0; minute < 10; minute++)
        {
            harm.Add(200 * rate, 200);
            safe.Add(200 * rate, 200);
            harm.Restart();
        }
        Assert.Equal(broken, harm.LogValue >= Math.Log(100));
        Assert.Equal(kept, safe.LogValue >= Math.Log(20));
    }

    [Fact]
    public void Limit_OfAMillionEvents_IsANumber()
    {
        var evidence = new LimitEvidence(StakeGrid.Harm, 0.01);
        evidence.Add(1e6, 1e6);
        evidence.Add(0, 1e9);
        Assert.True(double.IsFinite(evidence.LogValue));
    }

    [Fact]
    public void Limit_Restored_GoesOnFromThere()
    {
        var (first, second) = (new LimitEvidence(StakeGrid.Harm, 0.01), new LimitEvidence(StakeGrid.Harm, 0.01));
        first.Add(3, 100);
        first.Restart();
        second.Restore(first.Starts, first.Logs);
        Assert.Equal(first.LogValue, second.LogValue);
    }
}
