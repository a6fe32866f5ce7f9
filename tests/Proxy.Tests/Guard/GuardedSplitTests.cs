using System.Net;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Guard;

/// <summary>No analyzer is there: what is ejected, the proxy ejects by itself.</summary>
public sealed class GuardedSplitTests : SplitPods
{
    private const int Enough = 1000;

    [Fact]
    public async Task BrokenCanary_AtTenPercent_FailsFiveRequestsAndGetsNoMore()
    {
        Offer(1, 10);
        Assert.Contains("canarymesh_guard_ejected 0\n", await MetricsAsync(), StringComparison.Ordinal);
        Canary.App.FailWith = 500;

        var failed = await AskUntilEjectedAsync();
        var (served, primary) = (Canary.App.Served, Pod.App.Served);
        failed += await AskAsync(100);

        Assert.Equal((5, 5), (failed, served));
        Assert.Equal((served, primary + 100), (Canary.App.Served, Pod.App.Served));
        Assert.Contains("canarymesh_guard_ejected 1\n", await MetricsAsync(), StringComparison.Ordinal);
        Assert.Contains("canarymesh_effective_weight 0\n", await MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CanaryThatIsGone_CostsNobodyARequestAndBlamesNoVersion()
    {
        Offer(1, 50);
        await Canary.Server.StopAsync(CancellationToken.None);

        Assert.Equal(0, await AskAsync(300));
        Assert.InRange(Pod.Count(Side.Canary, CountRoute.Split).FellBack, 90, 210);
        Assert.Equal(50u, Pod.Server.Policies.Current.EffectiveWeight);
        Assert.Null(Pod.Server.Policies.Alarm);
    }

    [Fact]
    public async Task BothSides_FailingAlike_KeepTheirShares_UntilThePrimaryIsWellAgain()
    {
        Offer(1, 50, new GuardSettings { Alpha = 1e-6 });
        (Pod.App.FailWith, Canary.App.FailWith) = (503, 503);
        Assert.Equal(300, await AskAsync(300));
        Assert.Equal(50u, Pod.Server.Policies.Current.EffectiveWeight);

        Pod.App.FailWith = 0;
        await AskUntilEjectedAsync();
    }

    [Fact]
    public async Task Canary_WithoutAGuard_KeepsItsShare()
    {
        Offer(1, 50, guard: null);
        Canary.App.FailWith = 500;
        await AskAsync(100);

        Assert.Equal(50u, Pod.Server.Policies.Current.EffectiveWeight);
        Assert.Null(Pod.Server.Policies.Alarm);
    }

    [Fact]
    public async Task Ejection_OutlastsPolicies_UntilAnotherVersionOrAnAdmission()
    {
        Offer(1, 50);
        Canary.App.FailWith = 500;
        await AskUntilEjectedAsync();
        Canary.App.FailWith = 0;

        Assert.Equal((PolicyVerdict.Ignored, 0u), Offer(1, 50));
        Assert.Equal((PolicyVerdict.Applied, 0u), Offer(2, 80));
        Assert.Equal((PolicyVerdict.Applied, 0u), Offer(3, 80, guard: null));
        Assert.Equal((PolicyVerdict.Applied, 50u), Offer(4, 50, new GuardSettings { Admission = 1 }));
        Canary.App.FailWith = 500;
        await AskUntilEjectedAsync();
        Assert.Equal((PolicyVerdict.Applied, 0u), Offer(5, 50, new GuardSettings { Admission = 1 }));
        Assert.Equal((PolicyVerdict.Applied, 50u), Offer(6, 50, new GuardSettings(), version: "cccc"));
    }

    [Fact]
    public async Task RequestsThatWereNotDrawn_AreNotWatched_AndFollowTheEjection()
    {
        var policy = Policy(1, 50, new GuardSettings());
        var lane = new Lane();
        lane.Conditions.Add(new Condition { Source = Condition.Types.Source.Header, Name = "x-canary", Test = Condition.Types.Test.Present });
        policy.Lanes.Add(lane);
        policy.CanaryEndpoints.Add(Some.Endpoint(Canary.Name, Canary.Address.ToString()));
        Pod.Server.Policies.Offer(policy);
        Canary.App.FailWith = 500;
        using var tester = Pod.Client();
        tester.DefaultRequestHeaders.Add("x-canary", "1");
        using var direct = Canary.Client(TestPod.Direct);
        Assert.Equal((60, 60), (await AskAsync(60, tester), await AskAsync(60, direct)));
        Assert.Equal(50u, Pod.Server.Policies.Current.EffectiveWeight);

        await AskUntilEjectedAsync();
        Assert.Equal(0, await AskAsync(20, tester));
    }

    [Fact]
    public async Task ClientsKeptByAKey_CountOnceEach()
    {
        var policy = Policy(1, 50, new GuardSettings());
        policy.CanaryEndpoints.Add(Some.Endpoint(Canary.Name, Canary.Address.ToString()));
        policy.Stickiness = new Stickiness { Header = "x-user" };
        Pod.Server.Policies.Offer(policy);
        Canary.App.FailWith = 500;
        var failed = 0;
        for (var user = 0; Pod.Server.Policies.Current.EffectiveWeight > 0 && user < Enough; user++)
        {
            using var client = Pod.Client();
            client.DefaultRequestHeaders.Add("x-user", $"user-{user}");
            failed += await AskAsync(3, client);
        }

        Assert.Equal((14 * 3) + 1, failed);
        Assert.Equal(15, Pod.Server.Policies.Alarm?.CanaryFailed);
    }

    private static Policy Policy(ulong revision, uint weight, GuardSettings? guard)
    {
        var policy = Some.Policy(revision, weight);
        policy.Guard = guard;
        return policy;
    }

    private (PolicyVerdict Verdict, uint Weight) Offer(ulong revision, uint weight) => Offer(revision, weight, new GuardSettings());

    private (PolicyVerdict Verdict, uint Weight) Offer(ulong revision, uint weight, GuardSettings? guard, string version = "bbbb")
    {
        var policy = Policy(revision, weight, guard);
        policy.CanaryVersion = version;
        policy.CanaryEndpoints.Add(Some.Endpoint(Canary.Name, Canary.Address.ToString()));
        return (Pod.Server.Policies.Offer(policy).Verdict, Pod.Server.Policies.Current.EffectiveWeight);
    }

    private async Task<int> AskUntilEjectedAsync()
    {
        var (asked, failed) = (0, 0);
        while (Pod.Server.Policies.Current.EffectiveWeight > 0 && asked++ < Enough)
        {
            failed += await AskAsync(1);
        }

        Assert.InRange(asked, 0, Enough);
        return failed;
    }

    /// <summary>How many were answered with a fault.</summary>
    private async Task<int> AskAsync(int times, HttpClient? client = null)
    {
        var failed = 0;
        for (var index = 0; index < times; index++)
        {
            using var answer = await (client ?? Client).GetAsync(new Uri("/", UriKind.Relative));
            failed += answer.StatusCode >= HttpStatusCode.InternalServerError ? 1 : 0;
        }

        return failed;
    }

    private async Task<string> MetricsAsync()
    {
        using var admin = Pod.Client(14070);
        return await admin.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }
}
