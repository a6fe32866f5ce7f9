using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>Proxies that have shut a version out, and the meter of its trial.</summary>
public sealed class JudgedAlarmsTests
{
    private readonly TrialJudges _judges = new(Stores.Of(new KeptMaps()));
    private readonly JudgedWorld _world = new(JudgeMode.Strict);

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

    private ComparisonObservation? Look() => _judges.LookAsync(_world.Next(), _world.Version, CancellationToken.None).GetAwaiter().GetResult();
}
