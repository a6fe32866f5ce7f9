using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>Proxies that have shut a version out, and the meter of its trial.</summary>
public sealed class JudgedAlarmsTests : JudgedTests
{
    [Fact]
    public void LoneAlarm_WhileTheOtherProxyIsAway_IsNotThatOfAll()
    {
        Begin();
        World.Counted(canary: 10, failed: 0, primary: 90);
        World.Alarmed = ["p1"];
        World.Missing = ["p2"];

        Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
    }

    [Theory]
    [InlineData("p1", Ruling.Hold, RulingReason.GuardAlarm)]
    [InlineData("p1,p2", Ruling.RollBack, RulingReason.TotalFailure)]
    public void Proxies_ThatHaveEjectedTheVersion_AreHeard(string alarmed, Ruling ruling, RulingReason why)
    {
        Begin();
        World.Counted(canary: 10, failed: 0, primary: 90);
        World.Alarmed = alarmed.Split(',');

        var found = Look()!;

        Assert.Equal((ruling, why), (found.Ruling, found.Why));
    }

    [Theory]
    [InlineData(10, "p1,p2", true)]
    [InlineData(10, "p1", false)]
    [InlineData(0, "p1,p2", false)]
    public void ShareThatFellToZero_SinceEveryProxyKeepsTheVersionOut_IsItsEnd(int weight, string alarmed, bool isOver)
    {
        Begin();
        World.Weight = weight;
        World.Counted(canary: 10, failed: 0, primary: 90);
        Look();
        World.Weight = 0;
        World.Alarmed = alarmed.Split(',');

        var found = Look();

        Assert.Equal((isOver, isOver), (found?.Ruling is Ruling.RollBack, found?.Why is RulingReason.TotalFailure));
        Assert.Equal(isOver ? "Rolled back at 10 %: every proxy has shut the canary out by its own counts: 18 of the canary's requests failed and 0 of the primary's, of 400 in all" : null, found?.Sentence);
    }

    [Fact]
    public void LoneAlarm_ThatStays_IsThereUntilItWasTold()
    {
        Begin();
        World.Alarmed = ["p1"];
        World.AlarmedAt = World.Now;
        Assert.Empty(Second(canary: 10, primary: 90).Lone);
        World.Pass(TimeSpan.FromSeconds(10));

        var found = Second(canary: 10, primary: 90);
        Assert.Equal(("p1", 9, 0, 200), Assert.Single(found.Lone) is var lone ? (lone.Pod, lone.CanaryFailed, lone.PrimaryFailed, lone.Requests) : default);
        Assert.Single(Look()!.Lone);
        Judges.Of(World.Next().Seen.Key)!.Told(found);

        Assert.Empty(Look()!.Lone);
        World.Admission = 2;
        Assert.Equal(2ul, Assert.Single(Look()!.Lone).Admission);
    }

    [Fact]
    public void LoneAlarm_WhoseProxyConnectsAgain_IsNotToldAgain()
    {
        Begin();
        World.Alarmed = ["p1"];
        World.AlarmedAt = World.Now;
        World.Pass(TimeSpan.FromSeconds(10));
        var found = Second(canary: 10, primary: 90);
        Assert.Single(found.Lone);
        Judges.Of(World.Next().Seen.Key)!.Told(found);

        World.AlarmedAt += TimeSpan.FromMilliseconds(30);

        Assert.Empty(Look()!.Lone);
    }

    [Fact]
    public void Meter_OfATrial_IsReadAtItsLooksAndCountsTheAlarms()
    {
        Begin();
        for (var look = 0; look < 20; look++)
        {
            World.Counted(canary: 10, failed: 0, primary: 90);
            World.Alarmed = ["p1"];
            Look();
        }

        var found = Look()!;

        Assert.Equal(1, found.Alarms);
        Assert.InRange(found.Meter!.RequestRate, 9, 11);
        Assert.InRange(found.Meter.RequestsLeft!.Value, 500, 900);
        Assert.NotNull(found.Meter.Limit!.Value.Rate);
    }
}
