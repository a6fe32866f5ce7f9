using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

public sealed class TrialJudgesTests
{
    private readonly TrialJudges _judges = new(Stores.Of(new KeptMaps()));
    private JudgedWorld _world = new(JudgeMode.Strict);

    [Fact]
    public void Version_ThatFailsAsThePrimaryDoesNot_IsRolledBackWithTheCounts()
    {
        Begin();
        _world.Counted(canary: 50, failed: 20, primary: 450);

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
            _world.Counted(canary: 10, failed: 0, primary: 90);

            Assert.Equal(Ruling.Stay, Look()!.Ruling);
        }
    }

    [Fact]
    public void Counts_SeenAgainAndAgain_CountOnce()
    {
        Begin();
        _world.Counted(canary: 60, failed: 3, primary: 540);
        var first = Look()!.Ruling;

        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(first, Look()!.Ruling));
        Assert.NotEqual(Ruling.RollBack, first);
    }

    [Fact]
    public void EarlierTrial_OfTheSameVersion_IsNotCountedWhenAProxyComesWithItLater()
    {
        _world.Weight = 10;
        _world.Counted(canary: 500, failed: 500, primary: 4500);
        _world.NextTrial();
        Begin();
        _world.Counted(canary: 10, failed: 0, primary: 90);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void NewLeader_InTheMidst_CountsWhatIsDrawnUnderItsOwnPoliciesAlone()
    {
        _world.Weight = 10;
        _world.Counted(canary: 500, failed: 500, primary: 4500);
        _world.NextLeader();
        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        _world.Report();

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        _world.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Equal(Ruling.RollBack, Look()!.Ruling);
    }

    [Fact]
    public void FallToWeightZero_ForgetsNothing()
    {
        Begin();
        _world.Counted(canary: 30, failed: 3, primary: 270);
        Look();
        _world.Weight = 0;
        Look();
        _world.Weight = 10;
        _world.Counted(canary: 30, failed: 3, primary: 270);

        Assert.Contains("6 of 60", Look()!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_ThatHangs_IsRolledBackForEachRequestOnce()
    {
        Begin();
        _world.Counted(canary: 45, failed: 0, primary: 450);
        _world.Hung(2);
        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        _world.LeftOverdue(2);
        _world.Hung(4);

        var found = Look()!;

        Assert.Equal(Ruling.RollBack, found.Ruling);
        Assert.Contains("6 of 51 requests failed", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsThatChangeInTheMidst_BeginOtherEvidenceOfWhatIsDrawnFromThenOn()
    {
        _world.Weight = 10;
        _world.Counted(canary: 500, failed: 500, primary: 4500);
        _world.NextTrial();
        Begin();
        _world.Counted(canary: 30, failed: 3, primary: 270);
        Look();

        Assert.Equal(Ruling.Stay, Otherwise()!.Ruling);
        _world.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Contains("20 of 50 requests failed", Otherwise()!.Sentence, StringComparison.Ordinal);

        ComparisonObservation? Otherwise()
        {
            var world = _world.Next();
            return Look(world with { Seen = world.Seen with { Spec = world.Seen.Spec with { Judging = new() { Mode = JudgeMode.Strict, Alpha = 0.001 } } } });
        }
    }

    [Fact]
    public void RequestsThatNeverArrive_BlameNoVersion()
    {
        Begin();
        _world.Counted(canary: 20, failed: 0, primary: 450);
        _world.FellBack(30);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void StepThatIsDue_WithoutARequest_IsHeld()
    {
        Begin();
        Look();
        _world.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal((Ruling.Hold, RulingReason.NothingToCompare), Look() is { } found ? (found.Ruling, found.Why) : default);
    }

    [Theory]
    [InlineData(Wire.Route.Lane)]
    [InlineData(Wire.Route.Direct)]
    [InlineData(Wire.Route.Mirror)]
    public void RequestsThatWereNotDrawn_SayNothing(Wire.Route route)
    {
        Begin();
        _world.Counted(canary: 50, failed: 50, primary: 450, route);

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
    }

    [Fact]
    public void NextVersion_IsNotBlamedForTheLast()
    {
        Begin();
        _world.Counted(canary: 40, failed: 2, primary: 360);
        Look();
        _world.Version = "v-newer";
        _world.NextTrial();
        Begin();
        _world.Counted(canary: 50, failed: 0, primary: 450);

        Assert.Equal(Ruling.Stay, Look()!.Ruling);
    }

    [Fact]
    public void Advice_ActsOnNothingAndSaysWhatStrictJudgingWould()
    {
        _world = new(JudgeMode.Advisory);
        Begin();
        _world.Counted(canary: 50, failed: 20, primary: 450);

        var found = Look()!;

        Assert.Equal(Ruling.Stay, found.Ruling);
        Assert.Contains("Strict judging would say: Rolled back", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_IsPutIntoOtherWords_OnlyOnceItWouldDoSomethingElse()
    {
        _world = new(JudgeMode.Advisory);
        Begin();
        _world.Counted(canary: 50, failed: 20, primary: 450);
        var first = Look()!.Sentence;
        _world.Counted(canary: 50, failed: 20, primary: 450);
        Assert.Equal(first, Look()!.Sentence);

        _world.Pass(TimeSpan.FromMinutes(1));
        _world.Counted(canary: 50, failed: 20, primary: 450);

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
        _world = new(mode) { IsByRoute = isByRoute };
        Begin();
        _world.Counted(canary: 50, failed: 50, primary: 450);

        Assert.Null(Look());
    }

    // As every trial does: looked at before anybody is sent to it.
    private void Begin()
    {
        _world.Weight = 0;
        Look();
        _world.Weight = 10;
    }

    private ComparisonObservation? Look() => Look(_world.Next());

    private ComparisonObservation? Look(RolloutWorld world) => _judges.LookAsync(world, _world.Version, CancellationToken.None).GetAwaiter().GetResult();
}
