using CanaryMesh.Analyzer.Control;
using Microsoft.Extensions.Time.Testing;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public sealed class GuardAlarmTests
{
    private static readonly WorkloadKey Key = new("shop", "api");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(1));
    private readonly PolicyBoard _board;
    private readonly ProxyAttachment _first;
    private readonly ProxyAttachment _second;
    private int _changed;

    public GuardAlarmTests()
    {
        _board = new(_time);
        _board.BeginTerm(3);
        _board.Publish(Key, Policies.Weight(10));
        _first = _board.Attach(Policies.Pod("p1"), "i1", 1)!;
        _second = _board.Attach(Policies.Pod("p2"), "i2", 1)!;
        Say(_first, null, weight: 10);
        Say(_second, null, weight: 10);
        _board.Changed += _ => _changed++;
    }

    [Fact]
    public void Alarm_OfOneProxy_IsObservedWithItsCountsAndTold()
    {
        Say(_second, Alarm(ageMs: 1500));

        var seen = Assert.Single(_board.Observe(Key).Alarmed);
        Assert.Equal(("p2", 0), (seen.PodName, seen.EffectiveWeight));
        Assert.Equal(
            new GuardAlarm(new PolicyId(3, 1), "v-new", 2, 5, 1, 48, 7.5, _time.GetUtcNow() - TimeSpan.FromMilliseconds(1500)), seen.Alarm);
        Assert.Equal(1, _changed);
    }

    [Fact]
    public void Alarm_SaidAgain_WakesNobodyAndKeepsItsTime()
    {
        Say(_first, Alarm(ageMs: 0));
        var before = Assert.Single(_board.Observe(Key).Alarmed).Alarm;
        _changed = 0;
        _time.Advance(TimeSpan.FromSeconds(10));

        Say(_first, Alarm(ageMs: 10_250));

        Assert.Equal(0, _changed);
        Assert.Same(before, Assert.Single(_board.Observe(Key).Alarmed).Alarm);
    }

    [Fact]
    public void Alarm_OfALaterAdmission_IsAnother()
    {
        Say(_first, Alarm(ageMs: 0));
        var again = Alarm(ageMs: 0);
        again.Admission = 3;
        _changed = 0;

        Say(_first, again);

        Assert.Equal(1, _changed);
        Assert.Equal(3ul, Assert.Single(_board.Observe(Key).Alarmed).Alarm!.Admission);
    }

    [Fact]
    public void Alarm_ThatIsOver_IsForgottenAndTold()
    {
        Say(_first, Alarm(ageMs: 0));
        _changed = 0;

        Say(_first, null);

        Assert.Equal(1, _changed);
        Assert.Empty(_board.Observe(Key).Alarmed);
    }

    [Fact]
    public void Alarm_OfAnotherVersion_IsNotOfThisTrial()
    {
        var former = Alarm(ageMs: 0);
        former.CanaryVersion = "v-former";

        Say(_first, former);

        Assert.Empty(_board.Observe(Key).Alarmed);
        Assert.Equal("v-former", _board.Observe(Key).Proxies[0].Alarm?.CanaryVersion);
    }

    [Fact]
    public void Alarm_OfNonsense_IsBounded()
    {
        var wild = Alarm(ageMs: long.MinValue);
        (wild.LogEvidence, wild.Requests, wild.Policy) = (double.NaN, ulong.MaxValue, null);
        Say(_first, wild);
        var nameless = Alarm(ageMs: 0);
        nameless.CanaryVersion = new('v', 65);
        Say(_second, nameless);

        var seen = Assert.Single(_board.Observe(Key).Alarmed).Alarm!;
        Assert.Equal((0.0, 1L << 50, PolicyId.None, _time.GetUtcNow()), (seen.LogEvidence, seen.Requests, seen.Policy, seen.At));
        Assert.Null(_board.Observe(Key).Proxies[1].Alarm);
    }

    [Fact]
    public void Content_WithoutAnOrder_WatchesNothing() => Assert.Null(PolicyComposer.Content(Key, Policies.Weight(10)).Guard);

    [Theory]
    [InlineData("primary", 4ul)]
    [InlineData("canary", null)]
    public void Order_GoesToProxiesThatDraw(string track, ulong? admission)
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(10) with { Guard = new(Admission: 4) });

        Assert.Equal(admission, PolicyComposer.ForPod(content, new(3, 1), Policies.Pod("p1") with { Track = track }, 1).Policy.Guard?.Admission);
    }

    private void Say(ProxyAttachment stream, Wire.Alarm? alarm, uint weight = 0)
    {
        var report = Policies.Report(weight, 1);
        report.Report.Alarm = alarm;
        _board.Hear(stream, report);
    }

    private static Wire.Alarm Alarm(long ageMs) => new()
    {
        Policy = new Wire.PolicyId { Term = 3, Revision = 1 },
        CanaryVersion = "v-new",
        Admission = 2,
        CanaryFailed = 5,
        PrimaryFailed = 1,
        Requests = 48,
        LogEvidence = 7.5,
        AgeMs = ageMs,
    };
}
