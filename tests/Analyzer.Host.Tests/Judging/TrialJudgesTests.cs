using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

public sealed class TrialJudgesTests : JudgedTests
{
    [Fact]
    public void Version_ThatFailsAsThePrimaryDoesNot_IsRolledBackWithTheCounts()
    {
        Begin();
        World.Counted(canary: 50, failed: 20, primary: 450);

        var found = Look()!;

        Assert.Equal((Ruling.RollBack, RulingReason.Comparison), (found.Ruling, found.Why));
        Assert.Contains("20 of 50 requests failed", found.Sentence, StringComparison.Ordinal);
        Assert.Contains("0 of 450", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_AsGoodAsThePrimary_IsNeverStoodAgainst()
    {
        Begin();
        for (var look = 0; look < 300; look++)
        {
            World.Counted(canary: 10, failed: 0, primary: 90);

            Assert.Equal(Ruling.Stay, Look()!.Ruling);
        }
    }

    [Fact]
    public void Counts_SeenAgainAndAgain_CountOnce()
    {
        Begin();
        World.Counted(canary: 60, failed: 3, primary: 540);
        var first = Look()!.Ruling;

        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(first, Look()!.Ruling));
        Assert.NotEqual(Ruling.RollBack, first);
    }

    [Fact]
    public void EarlierTrial_OfTheSameVersion_IsNotCountedWhenAProxyComesWithItLater()
    {
        World.Weight = 10;
        World.Counted(canary: 500, failed: 500, primary: 4500);
        World.NextTrial();
        Begin();
        World.Counted(canary: 10, failed: 0, primary: 90);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void NewLeader_InTheMidst_CountsWhatIsDrawnUnderItsOwnPoliciesAlone()
    {
        World.Weight = 10;
        World.Counted(canary: 500, failed: 500, primary: 4500);
        World.NextLeader();
        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        World.Report();

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        World.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Equal(Ruling.RollBack, Look()!.Ruling);
    }

    [Fact]
    public void FallToWeightZero_ForgetsNothing()
    {
        Begin();
        World.Counted(canary: 30, failed: 3, primary: 270);
        Look();
        World.Weight = 0;
        Look();
        World.Weight = 10;
        World.Counted(canary: 30, failed: 3, primary: 270);

        Assert.Contains("6 of 60", Look()!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_ThatHangs_IsRolledBackForEachRequestOnce()
    {
        Begin();
        World.Counted(canary: 45, failed: 0, primary: 450);
        World.Hung(2);
        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        World.LeftOverdue(2);
        World.Hung(4);

        var found = Look()!;

        Assert.Equal(Ruling.RollBack, found.Ruling);
        Assert.Contains("6 of 51 requests failed", found.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LimitReading.Evidence, 1)]
    [InlineData(LimitReading.Checks, null)]
    public void Limits_AreReadAsEvidenceWhereNobodyCompares(LimitReading limits, int? found)
    {
        World.Weight = 10;
        World.Counted(canary: 50, failed: 20, primary: 450);
        var world = World.Next();
        MetricCheck rate = new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1));
        world = world with { Seen = world.Seen with { Spec = world.Seen.Spec with { Checks = [rate], Judging = new() { Mode = JudgeMode.Off, Limits = limits } } } };

        var seen = Look(world);

        Assert.Equal((found, found is null ? null : Ruling.Stay), (seen?.Limits.Count, seen?.Ruling));
        Assert.Null(seen?.Meter);
    }

    [Fact]
    public void SettingsThatChangeInTheMidst_BeginOtherEvidenceOfWhatIsDrawnFromThenOn()
    {
        World.Weight = 10;
        World.Counted(canary: 500, failed: 500, primary: 4500);
        World.NextTrial();
        Begin();
        World.Counted(canary: 30, failed: 3, primary: 270);
        Look();

        Assert.Equal(Ruling.Stay, Otherwise()!.Ruling);
        World.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Contains("20 of 50 requests failed", Otherwise()!.Sentence, StringComparison.Ordinal);

        ComparisonObservation? Otherwise()
        {
            var world = World.Next();
            return Look(world with { Seen = world.Seen with { Spec = world.Seen.Spec with { Judging = new() { Mode = JudgeMode.Strict, Alpha = 0.001 } } } });
        }
    }

    [Fact]
    public void RequestsThatNeverArrive_BlameNoVersion()
    {
        Begin();
        World.Counted(canary: 20, failed: 0, primary: 450);
        World.FellBack(30);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void StepThatIsDue_WithoutARequest_IsHeld()
    {
        Begin();
        Look();
        World.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal((Ruling.Hold, RulingReason.NothingToCompare), Look() is { } found ? (found.Ruling, found.Why) : default);
    }

    [Theory]
    [InlineData(Wire.Route.Lane)]
    [InlineData(Wire.Route.Direct)]
    [InlineData(Wire.Route.Mirror)]
    public void RequestsThatWereNotDrawn_SayNothing(Wire.Route route)
    {
        Begin();
        World.Counted(canary: 50, failed: 50, primary: 450, route);

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
    }

    [Fact]
    public void NextVersion_IsNotBlamedForTheLast()
    {
        Begin();
        World.Counted(canary: 40, failed: 2, primary: 360);
        Look();
        World.Version = "v-newer";
        World.NextTrial();
        Begin();
        World.Counted(canary: 50, failed: 0, primary: 450);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void Advice_ActsOnNothingAndSaysWhatStrictJudgingWould()
    {
        World = new(JudgeMode.Advisory);
        Begin();
        World.Counted(canary: 50, failed: 20, primary: 450);

        var found = Look()!;

        Assert.Equal(Ruling.Stay, found.Ruling);
        Assert.Contains("Strict judging would say: Rolled back", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_IsPutIntoOtherWords_OnlyOnceItWouldDoSomethingElse()
    {
        World = new(JudgeMode.Advisory);
        Begin();
        World.Counted(canary: 50, failed: 20, primary: 450);
        var first = Look()!.Sentence;
        World.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Equal(first, Look()!.Sentence);

        World.Pass(TimeSpan.FromMinutes(1));
        World.Counted(canary: 50, failed: 20, primary: 450);

        var next = Look()!.Sentence;
        Assert.Contains("Strict judging would say: Rolled back", first, StringComparison.Ordinal);
        Assert.NotEqual(first, next);
        Assert.Contains("60 of 150", next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JudgeMode.Off, false)]
    [InlineData(JudgeMode.Strict, true)]
    public void NothingIsCompared_UnlessAskedFor_NorWhereARouteSplits(JudgeMode mode, bool isByRoute)
    {
        World = new(mode) { IsByRoute = isByRoute };
        Begin();
        World.Counted(canary: 50, failed: 50, primary: 450);

        Assert.Null(Look());
    }
}
