using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;
using Source = CanaryMesh.Api.Control.Condition.Types.Source;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class LaneTests : SplitPods
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lane_InFrontOfWeights_GoesToTheCanaryUndrawn(bool http2)
    {
        Offer(1, policy => policy.Lanes.Add(Lane()));
        using var client = Pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);

        for (var turn = 0; turn < 5; turn++)
        {
            Assert.Equal("canary-1", await GetAsync(client, "true"));
        }

        Assert.Equal((5, 0), (Pod.Count(Side.Canary, CountRoute.Lane).Ended, Pod.Count(Side.Canary, CountRoute.Split).Drawn));
    }

    [Fact]
    public async Task Lane_InFrontOfWeights_LeavesTheOthersToTheWeight()
    {
        Offer(100, policy => policy.Lanes.Add(Lane()));

        Assert.Equal("canary-1", await GetAsync(Client, "no"));
        Assert.Equal(1, Pod.Count(Side.Canary, CountRoute.Split).Drawn);
    }

    [Fact]
    public async Task Lanes_Alone_DrawNobodyElseAndReportTheirShare()
    {
        Offer(0, policy =>
        {
            policy.LaneWeight = 100;
            policy.Lanes.Add(Lane());
        });

        Assert.Equal("canary-1", await GetAsync(Client, "true"));
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.Equal("primary-1", await GetAsync(Client, "no"));
        }

        Assert.Equal(100u, Pod.Server.Policies.Current.EffectiveWeight);
    }

    [Fact]
    public async Task Lane_WhoseCanaryIsNotReached_IsServedByTheOwnApp()
    {
        var policy = Some.Policy(1, 1);
        policy.Lanes.Add(Lane());
        policy.CanaryEndpoints.Add(Some.Endpoint("gone", TestAddress.Next().ToString()));
        Assert.Equal(PolicyVerdict.Applied, Pod.Server.Policies.Offer(policy).Verdict);

        Assert.Equal("primary-1", await GetAsync(Client, "true"));
        Assert.Equal(1, Pod.Count(Side.Canary, CountRoute.Lane).FellBack);
    }

    [Fact]
    public async Task Cookies_OfThoseDrawnToTheCanary_KeepThemThere()
    {
        Offer(100, Cookies);
        using var first = await Client.GetAsync(new Uri("/", UriKind.Relative));
        Offer(1, Cookies, revision: 2);

        Assert.Equal("c=v1; Max-Age=60", Assert.Single(first.Headers.GetValues("Set-Cookie")));
        for (var turn = 0; turn < 20; turn++)
        {
            using var again = await AskAsync("c=v1");
            Assert.Equal("canary-1", await again.Content.ReadAsStringAsync());
            Assert.False(again.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Cookies_OfThoseDrawnToThePrimary_KeepThemThere()
    {
        Offer(100, Cookies);

        using var kept = await AskAsync("p=v1-1");

        Assert.Equal("primary-1", await kept.Content.ReadAsStringAsync());
        Assert.Equal((1, 0), (Pod.Count(Side.Primary, CountRoute.Lane).Ended, Pod.Count(Side.Primary, CountRoute.Split).Drawn));
    }

    [Fact]
    public async Task Cookie_OnceNoShareIsInForce_IsEnded()
    {
        Offer(0, Cookies);

        using var ended = await AskAsync("c=v1");
        using var others = await AskAsync("d=1");

        Assert.Equal("c=; Max-Age=-1", Assert.Single(ended.Headers.GetValues("Set-Cookie")));
        Assert.False(others.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Cookie_OfACanaryThatIsNotReached_IsNotSet()
    {
        var policy = Some.Policy(1, 100);
        Cookies(policy);
        policy.CanaryEndpoints.Add(Some.Endpoint("gone", TestAddress.Next().ToString()));
        Pod.Server.Policies.Offer(policy);

        using var answer = await Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal("primary-1", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static void Cookies(Policy policy) => policy.Affinity = new()
    {
        Name = "c",
        Canary = "c=v1",
        SetCanary = "c=v1; Max-Age=60",
        Primary = "p=v1-1",
        SetPrimary = "p=v1-1; Max-Age=10",
        Expire = "c=; Max-Age=-1",
    };

    private static Lane Lane()
    {
        var lane = new Lane();
        lane.Conditions.Add(new Condition { Source = Source.Header, Name = "canary", Test = Test.Exact, Value = "true" });
        return lane;
    }

    private static async Task<string> GetAsync(HttpClient client, string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        request.Headers.Add("canary", header);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        return await Client.SendAsync(request);
    }

    private void Offer(uint weight, Action<Policy> change, ulong revision = 1)
    {
        var policy = Some.Policy(revision, weight);
        change(policy);
        policy.CanaryEndpoints.Add(Some.Endpoint(Canary.Name, Canary.Address.ToString()));
        Assert.Equal(PolicyVerdict.Applied, Pod.Server.Policies.Offer(policy).Verdict);
    }
}
