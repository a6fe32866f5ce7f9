using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

/// <summary>Blocks that come in parts.</summary>
public sealed class CalmTests
{
    [Fact]
    public void Parts_OfOneBlock_AddWhatTheWholeDoes()
    {
        var (whole, parts) = (Calm(), Calm());

        whole.Add(6, 0, 10, 90);
        parts.AddPart(2, 0, 4, 36);
        parts.AddPart(4, 0, 6, 54);

        Assert.Equal(whole.LogValue, parts.LogValue, 1e-9);
    }

    [Fact]
    public void Part_ThatLosesAgain_IsSetOffAgainstTheWholeGain()
    {
        var (whole, parts) = (Calm(), Calm());

        whole.Add(30, 0, 300, 2700);
        parts.AddPart(30, 0, 30, 270);
        parts.AddPart(0, 0, 270, 2430);

        Assert.Equal(whole.LogValue, parts.LogValue, 1e-9);
    }

    [Fact]
    public void OneBlock_HoweverBad_DecidesNothing_AndTwoDo()
    {
        var evidence = Calm();
        evidence.AddPart(500, 0, 500, 4500);
        var one = evidence.LogValue;
        evidence.NextBlock();
        evidence.AddPart(500, 0, 500, 4500);

        Assert.True(one < Math.Log(100));
        Assert.True(evidence.LogValue >= Math.Log(100));
    }

    [Fact]
    public void OpenBlock_TakenUpAgain_IsCappedAsIfItHadNeverBeenLeft()
    {
        var (first, second) = (Calm(), Calm());
        first.AddPart(500, 0, 500, 4500);
        second.Restore(first.Starts, first.Logs);
        second.RestoreGains(first.Gains);

        second.AddPart(500, 0, 500, 4500);

        Assert.Equal(first.LogValue, second.LogValue, 1e-9);
    }

    private static Api.Evidence.Evidence Calm() => new(StakeGrid.Harm, Margin.Errors) { Calm = Math.Log(100) };
}
