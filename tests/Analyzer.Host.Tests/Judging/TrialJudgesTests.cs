using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

public sealed class TrialJudgesTests
{
    private static readonly int WarmSeconds = (int)WarmUp.Time.TotalSeconds;
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
    public void Primary_ThatFailsFast_MakesNoHealthyVersionLookSlow()
    {
        Begin();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            _world.Counted(canary: 50, failed: 0, primary: 450, primaryFailed: 225);

            Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void SecondHop_ThatOnlyTheCanarysRequestsTake_IsHeldAgainstNoVersion(int buckets)
    {
        Begin();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            _world.Counted(canary: 50, failed: 0, primary: 450, hop: buckets);

            Assert.Equal(Ruling.Stay, Look()!.Ruling);
        }
    }

    [Fact]
    public void Version_HalfAgainAsSlowBesideItsApp_IsRolledBackByTheLimit()
    {
        Begin();
        _world.Slower = 5;

        var found = Enumerable.Range(0, 30).Select(_ => Second(canary: 10, primary: 90)).First(each => each.Ruling is not Ruling.Stay and not Ruling.Hold);

        Assert.Equal((Ruling.RollBack, RulingReason.Comparison), (found.Ruling, found.Why));
        Assert.Matches("requests were slower than the usual p(50|90|99) \\([0-9.]+ ms, [0-9.]+ ms tolerated\\) on version", found.Sentence);
    }

    [Fact]
    public void Version_SlowerByWhatIsTolerated_IsHeldAgainstNobody()
    {
        Begin();
        _world.Slower = 1;

        Assert.All(Enumerable.Range(0, 60), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
    }

    [Theory]
    [InlineData(24, Ruling.RollBack)]
    [InlineData(1, Ruling.Stay)]
    public void Pod_InItsFirstRequests_IsBlamedForNoSlowness(int thenSlower, Ruling ruling)
    {
        _world.Pods["web-1"] = _world.Now - TimeSpan.FromMinutes(5);
        Begin();
        _world.Slower = 24;
        Assert.All(Enumerable.Range(0, WarmSeconds), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        _world.Slower = thenSlower;

        Assert.Equal(ruling, Enumerable.Range(0, 10).Select(_ => Second(canary: 50, primary: 450).Ruling).Last());
    }

    [Fact]
    public void Pod_ThatJoinsLater_WarmsUpAsWell()
    {
        _world.Pods["web-1"] = _world.Now - TimeSpan.FromMinutes(5);
        Begin();
        _world.Slower = 1;
        Assert.All(Enumerable.Range(0, WarmSeconds + 5), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        _world.Pods["web-2"] = _world.Now;
        _world.Slower = 24;

        Assert.All(Enumerable.Range(0, WarmSeconds - 1), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        Assert.Contains(Enumerable.Range(0, 10), _ => Second(canary: 50, primary: 450).Ruling is Ruling.RollBack);
    }

    [Fact]
    public void OlderProxyBesideOnePodOfTheCanary_LeavesLatencyOut()
    {
        Begin();
        Assert.All(Enumerable.Range(0, 60), _ =>
        {
            _world.Slower = null;
            _world.Counted(canary: 1, failed: 0, primary: 0);
            _world.Slower = 12;
            Assert.Equal(Ruling.Stay, Second(canary: 49, primary: 450).Ruling);
        });
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

    [Fact]
    public void LoneAlarm_WhileTheOtherProxyIsAway_IsNotThatOfAll()
    {
        Begin();
        _world.Counted(canary: 10, failed: 0, primary: 90);
        _world.Alarmed = ["p1"];
        _world.Missing = ["p2"];

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
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

    [Theory]
    [InlineData("p1", Ruling.Hold, RulingReason.GuardAlarm)]
    [InlineData("p1,p2", Ruling.RollBack, RulingReason.TotalFailure)]
    public void Proxies_ThatHaveEjectedTheVersion_AreHeard(string alarmed, Ruling ruling, RulingReason why)
    {
        Begin();
        _world.Counted(canary: 10, failed: 0, primary: 90);
        _world.Alarmed = alarmed.Split(',');

        var found = Look()!;

        Assert.Equal((ruling, why), (found.Ruling, found.Why));
    }

    [Fact]
    public void LoneAlarm_ThatStays_IsThereUntilItWasTold()
    {
        Begin();
        _world.Alarmed = ["p1"];
        _world.AlarmedAt = _world.Now;
        Assert.Empty(Second(canary: 10, primary: 90).Lone);
        _world.Pass(TimeSpan.FromSeconds(10));

        var found = Second(canary: 10, primary: 90);
        Assert.Equal(("p1", 9, 0, 200), Assert.Single(found.Lone) is var lone ? (lone.Pod, lone.CanaryFailed, lone.PrimaryFailed, lone.Requests) : default);
        Assert.Single(Look()!.Lone);
        _judges.Of(_world.Next().Seen.Key)!.Told(found);

        Assert.Empty(Look()!.Lone);
        _world.Admission = 2;
        Assert.Equal(2ul, Assert.Single(Look()!.Lone).Admission);
    }

    [Fact]
    public void LoneAlarm_WhoseProxyConnectsAgain_IsNotToldAgain()
    {
        Begin();
        _world.Alarmed = ["p1"];
        _world.AlarmedAt = _world.Now;
        _world.Pass(TimeSpan.FromSeconds(10));
        var found = Second(canary: 10, primary: 90);
        Assert.Single(found.Lone);
        _judges.Of(_world.Next().Seen.Key)!.Told(found);

        _world.AlarmedAt += TimeSpan.FromMilliseconds(30);

        Assert.Empty(Look()!.Lone);
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

    [Fact]
    public void Meter_OfATrial_IsReadAtItsLooksAndCountsTheAlarms()
    {
        Begin();
        for (var look = 0; look < 20; look++)
        {
            _world.Counted(canary: 10, failed: 0, primary: 90);
            _world.Alarmed = ["p1"];
            Look();
        }

        var found = Look()!;

        Assert.Equal(1, found.Alarms);
        Assert.InRange(found.Meter!.RequestRate, 9, 11);
        Assert.InRange(found.Meter.RequestsLeft!.Value, 500, 900);
        Assert.NotNull(found.Meter.Limit!.Value.Rate);
    }

    // As every trial does: looked at before anybody is sent to it.
    private void Begin()
    {
        _world.Weight = 0;
        Look();
        _world.Weight = 10;
    }

    private ComparisonObservation Second(long canary, long primary)
    {
        _world.Counted(canary, failed: 0, primary);
        return Look()!;
    }

    private ComparisonObservation? Look() => Look(_world.Next());

    private ComparisonObservation? Look(RolloutWorld world) => _judges.LookAsync(world, _world.Version, CancellationToken.None).GetAwaiter().GetResult();
}
