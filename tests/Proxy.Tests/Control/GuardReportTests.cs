using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Control;

public sealed class GuardReportTests : ControlPods
{
    // Never reached in the test: what is heard was said at once.
    private const uint Never = 60_000;

    [Fact]
    public async Task Ejection_IsReportedAtOnce_AndAgainAfterAReconnect()
    {
        await using var client = Start();
        Send(Guarded(1));
        await HeardAsync(each => each.Report is { EffectiveWeight: 50, Policy.Revision: 1 });
        await EjectAsync();
        await HeardAsync(each => each.Report is { EffectiveWeight: 0, Alarm: not null });
        var alarm = Analyzer.Line.Reports.Last().Alarm;
        Assert.Equal((1ul, "bbbb", 7ul, 0ul), (alarm.Policy.Revision, alarm.CanaryVersion, alarm.Admission, alarm.PrimaryFailed));
        Assert.InRange(alarm.CanaryFailed, 15ul, 16ul);
        Assert.InRange(alarm.Requests, alarm.CanaryFailed, 1000ul);
        Assert.InRange(alarm.LogEvidence, Math.Log(1000), 12);
        Assert.InRange(alarm.AgeMs, 0, 10_000);

        var port = Analyzer.Address.Port;
        await Analyzer.DisposeAsync();
        Analyzer = await ControlEnd.StartAsync(Authority, port: port);
        await HeardAsync(each => each.Report is not null);
        var again = Analyzer.Line.Reports.First().Alarm;
        Assert.True(again.AgeMs >= alarm.AgeMs);
        again.AgeMs = alarm.AgeMs;
        Assert.Equal(alarm, again);
    }

    [Fact]
    public async Task Analyzer_GoneWhileTheCanaryBreaks_HearsOfItWhenItIsBack()
    {
        await using var client = Start();
        Send(Guarded(1));
        await HeardAsync(each => each.Applied is not null);
        var port = Analyzer.Address.Port;
        await Analyzer.DisposeAsync();
        await EjectAsync();

        Analyzer = await ControlEnd.StartAsync(Authority, port: port);
        await HeardAsync(each => each.Report is { EffectiveWeight: 0, Alarm.CanaryVersion: "bbbb" });
        Send(Guarded(2));
        await HeardAsync(each => each.Applied is { Id.Revision: 2, EffectiveWeight: 0 });
    }

    [Fact]
    public async Task Admission_ByAPolicy_EndsTheAlarm()
    {
        await using var client = Start();
        Send(Guarded(1));
        await HeardAsync(each => each.Applied is not null);
        await EjectAsync();

        Send(Guarded(2, admission: 8));

        await HeardAsync(each => each.Report is { EffectiveWeight: 50, Policy.Revision: 2, Alarm: null });
    }

    private Policy Guarded(ulong revision, ulong admission = 7)
    {
        var policy = Some.Policy(revision, weight: 50);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", Canary.Address.ToString()));
        policy.Guard = new GuardSettings { Admission = admission };
        policy.ReportIntervalMs = Never;
        return policy;
    }

    private async Task EjectAsync()
    {
        Canary.App.FailWith = 500;
        using var client = Pod.Client();
        for (var asked = 0; Pod.Server.Policies.Current.EffectiveWeight > 0; asked++)
        {
            Assert.InRange(asked, 0, 1000);
            await AskAsync(client, "/", 1);
        }
    }
}
