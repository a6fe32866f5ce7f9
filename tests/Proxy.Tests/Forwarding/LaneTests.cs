using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;
using Source = CanaryMesh.Api.Control.Condition.Types.Source;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class LaneTests : IAsyncLifetime
{
    private TestPod _pod = null!;
    private TestPod _canary = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync();
        _canary = await TestPod.StartAsync("canary-1", "canary");
        _canary.Server.Policies.Offer(Some.Policy(1, 0, "canary"));
        _client = _pod.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _pod.DisposeAsync();
        await _canary.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lane_InFrontOfWeights_GoesToTheCanaryUndrawn(bool http2)
    {
        Offer(1, policy => policy.Lanes.Add(Lane()));
        using var client = _pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);

        for (var turn = 0; turn < 5; turn++)
        {
            Assert.Equal("canary-1", await GetAsync(client, "true"));
        }

        Assert.Equal((5, 0), (_pod.Count(Side.Canary, CountRoute.Lane).Ended, _pod.Count(Side.Canary, CountRoute.Split).Drawn));
    }

    [Fact]
    public async Task Lane_InFrontOfWeights_LeavesTheOthersToTheWeight()
    {
        Offer(100, policy => policy.Lanes.Add(Lane()));

        Assert.Equal("canary-1", await GetAsync(_client, "no"));
        Assert.Equal(1, _pod.Count(Side.Canary, CountRoute.Split).Drawn);
    }

    [Fact]
    public async Task Lanes_Alone_DrawNobodyElseAndReportTheirShare()
    {
        Offer(0, policy =>
        {
            policy.LaneWeight = 100;
            policy.Lanes.Add(Lane());
        });

        Assert.Equal("canary-1", await GetAsync(_client, "true"));
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.Equal("primary-1", await GetAsync(_client, "no"));
        }

        Assert.Equal(100u, _pod.Server.Policies.Current.EffectiveWeight);
    }

    [Fact]
    public async Task Lane_WhoseCanaryIsNotReached_IsServedByTheOwnApp()
    {
        var policy = Some.Policy(1, 1);
        policy.Lanes.Add(Lane());
        policy.CanaryEndpoints.Add(Some.Endpoint("gone", TestAddress.Next().ToString()));
        Assert.Equal(PolicyVerdict.Applied, _pod.Server.Policies.Offer(policy).Verdict);

        Assert.Equal("primary-1", await GetAsync(_client, "true"));
        Assert.Equal(1, _pod.Count(Side.Canary, CountRoute.Lane).FellBack);
    }

    [Fact]
    public async Task Cookies_OfThoseDrawnToTheCanary_KeepThemThere()
    {
        Offer(100, Cookies);
        using var first = await _client.GetAsync(new Uri("/", UriKind.Relative));
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
        Assert.Equal((1, 0), (_pod.Count(Side.Primary, CountRoute.Lane).Ended, _pod.Count(Side.Primary, CountRoute.Split).Drawn));
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
        _pod.Server.Policies.Offer(policy);

        using var answer = await _client.GetAsync(new Uri("/", UriKind.Relative));

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
        return await _client.SendAsync(request);
    }

    private void Offer(uint weight, Action<Policy> change, ulong revision = 1)
    {
        var policy = Some.Policy(revision, weight);
        change(policy);
        policy.CanaryEndpoints.Add(Some.Endpoint(_canary.Name, _canary.Address.ToString()));
        Assert.Equal(PolicyVerdict.Applied, _pod.Server.Policies.Offer(policy).Verdict);
    }
}
