using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;
using static CanaryMesh.Analyzer.Core.Tests.Judging.Looks;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class TrialMeterTests
{
    private static readonly PlannedStep[] Ahead = [new(10, TimeSpan.FromMinutes(10))];
    private readonly TrialBook _book = new(Settings, new(Traffic.Start));
    private readonly TrialMeter _meter = new(Settings);

    [Fact]
    public void Reading_OfARunningTrial_SaysHowFarItIsAndHowFast()
    {
        var read = ReadAMinute();

        Assert.Equal((-Math.Log(0.01), Math.Log(20)), (read.LogNeeded, read.LogProofNeeded));
        Assert.InRange(read.LogEvidence, -2, 1);
        Assert.InRange(read.ProofPart, 0.05, 1);
        Assert.Equal(40, read.RequestRate, 1e-9);
        Assert.InRange(read.RequestsLeft!.Value, 0, 1500);
    }

    [Fact]
    public void Reading_BetweenTicks_StandsForSomeSecondsAndIsNewAtATick()
    {
        var first = Read(Input(0, Block(0, 0, 100, 900)));

        Assert.Same(first, Read(Input(1, Block(5, 0, 100, 900))));
        Assert.NotSame(first, Read(Input(2) with { IsTick = true }));
        Assert.NotSame(first, Read(Input(8)));
    }

    [Fact]
    public void Proof_OfTheLastWeight_IsNotReadAtTheNext()
    {
        var first = ReadAMinute();
        var second = Read(Input(61) with { StepWeight = 20, StepSince = new(Policy.Term, Policy.Revision + 1) });

        Assert.True(first.ProofPart > 0);
        Assert.Equal(0, second.ProofPart);
        Assert.Equal((Outlook.Foretold, Outlook.NoRequestsYet), (first.Outlook, second.Outlook));
    }

    [Fact]
    public void Rate_BeforeAnythingWasTimed_IsTheUsualOne()
    {
        var read = Read(Input(0, Block(0, 0, 10, 90)), usualRate: 50);

        Assert.Equal(5, read.RequestRate, 1e-9);
        Assert.NotNull(read.Limit);
        Assert.Null(new TrialMeter(Settings).Read(Input(0), _book, null, Ahead).Limit);
    }

    [Fact]
    public void Limit_OfTheWholeRun_HoldsWhatWasSeenAndWhatIsToCome()
    {
        Read(Input(0, Block(0, 0, 0, 0)), usualRate: 1);
        var few = Read(Input(100, Block(0, 5, 100, 900)));
        var none = Read(Input(200), ahead: []);

        Assert.InRange(few.Limit!.Value.Times!.Value, 2, 10);
        Assert.True(none.Limit!.Value.Rate > few.Limit.Value.Rate);
        Assert.Equal(5.0 / 900, few.Limit.Value.Primary, 1e-9);
    }

    [Fact]
    public void Evidence_ThatRollsBack_IsTheWholeOfItsScale()
    {
        var read = Read(Input(1, Block(50, 0, 100, 900)));

        Assert.Equal(1, read.EvidencePart);
        Assert.Equal(0, read.ProofPart);
    }

    private Meter ReadAMinute()
    {
        var traffic = new Traffic(3, 0.002, 0.002);
        var rules = BlockRules.Of(Settings, Exposure.Drawn, 10, Policy, isWarmingUp: false);
        Meter? read = null;
        for (var second = 0; second <= 60; second += 10)
        {
            read = Read(Input(second, [.. Blocks.Of(traffic.Draw(4000, 10, Policy), rules).Closed]));
        }

        return read!;
    }

    private Meter Read(LookInput look, double? usualRate = null, IReadOnlyList<PlannedStep>? ahead = null)
    {
        _book.Look(look, Heard.At(Heard.Between, null, ComparisonVoice.Unknown));
        return _meter.Read(look, _book, usualRate, ahead ?? Ahead);
    }
}
