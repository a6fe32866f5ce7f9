using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class MirrorTests : SplitPods
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Offer(Canary.Name, Canary.Address.ToString());
    }

    [Theory]
    [InlineData("/headers")]
    [InlineData("/status/500")]
    [InlineData("/big?mb=1")]
    public async Task Copy_OfARequest_ReachesTheCanaryAndItsAnswerNobody(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        await Until.TrueAsync(() => Copies.Ended == 1);

        Assert.Equal("primary-1", answer.Headers.GetValues("x-served-by").Single());
        Assert.Equal(path, Assert.Single(Canary.App.Targets));
        Assert.Equal(path.Contains("500", StringComparison.Ordinal) ? 1 : 0, Copies.Of(Outcome.ServerError));
    }

    [Fact]
    public async Task Copy_IsCountedAtTheCanaryAsWell()
    {
        await Client.GetStringAsync(new Uri("/", UriKind.Relative));
        await Until.TrueAsync(() => Canary.Count(Side.Canary, CountRoute.Hop).Of(Outcome.Success) == 1);

        Assert.Equal((1, 0), (Pod.Count(Side.Primary, CountRoute.Split).Ended, Pod.Count(Side.Canary, CountRoute.Split).Drawn));
    }

    [Fact]
    public async Task Copy_OfAShortBody_HasItWhole()
    {
        using var body = new StringContent("two pieces of cake");
        using var answer = await Client.PostAsync(new Uri("/body", UriKind.Relative), body);
        await Until.TrueAsync(() => !Canary.App.Bodies.IsEmpty);

        Assert.Equal(["two pieces of cake"], Canary.App.Bodies);
        Assert.Equal(["two pieces of cake"], Pod.App.Bodies);
    }

    [Fact]
    public async Task Copies_OneAfterAnother_ShareAConnection()
    {
        for (var turn = 1; turn <= 20; turn++)
        {
            await Client.GetStringAsync(new Uri("/", UriKind.Relative));
            await Until.TrueAsync(() => Copies.Ended == turn);
        }

        Assert.Equal(20, Copies.Of(Outcome.Success));
        Assert.InRange(Canary.Server.Connections, 1, 2);
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("of unknown length")]
    [InlineData("a copy")]
    public async Task Request_ThatIsNotCopied_IsServedAsEver(string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/count", UriKind.Relative));
        request.Content = kind == "a copy" ? null : new ByteArrayContent(new byte[kind == "too long" ? 17 * 1024 : 10]);
        request.Headers.TransferEncodingChunked = kind == "of unknown length";
        if (kind == "a copy")
        {
            request.Headers.Add("x-canarymesh-mirror", "1");
        }

        using var answer = await Client.SendAsync(request);
        await Client.GetStringAsync(new Uri("/last", UriKind.Relative));
        await Until.TrueAsync(() => Copies.Ended == 1);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(["/last"], Canary.App.Targets);
    }

    [Fact]
    public async Task Copy_ThatIsNeverAnswered_DelaysNobodyAndIsBounded()
    {
        for (var turn = 0; turn < 80; turn++)
        {
            Pod.App.Gate.TrySetResult();
            using var answer = await Client.GetAsync(new Uri("/slow", UriKind.Relative));
            Assert.True(answer.IsSuccessStatusCode);
        }

        await Until.TrueAsync(() => Canary.App.Served == 64);
        Assert.Equal(0, Copies.Ended);
        Canary.App.Gate.TrySetResult();
        await Until.TrueAsync(() => Copies.Ended == 64);
    }

    [Fact]
    public async Task Copy_ForACanaryThatIsGone_IsCountedAgainstIt()
    {
        Offer("gone", TestAddress.Next().ToString(), revision: 2);

        Assert.Equal("primary-1", await Client.GetStringAsync(new Uri("/", UriKind.Relative)));
        await Until.TrueAsync(() => Copies.Of(Outcome.ConnectError) == 1);
    }

    [Fact]
    public async Task Copy_SaysThatItIsOne()
    {
        await Canary.StopAppAsync();
        using var own = new ScriptedApp(Canary.Address, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await Client.GetStringAsync(new Uri("/marked", UriKind.Relative));
        await Until.TrueAsync(() => own.Requests.Count == 1);

        Assert.Contains("x-canarymesh-mirror: 1\r\n", own.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-canarymesh-hop", own.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    private SideCounter Copies => Pod.Count(Side.Canary, CountRoute.Mirror);

    private void Offer(string pod, string address, ulong revision = 1)
    {
        var policy = Some.Policy(revision);
        policy.MirrorWeight = 100;
        policy.CanaryEndpoints.Add(Some.Endpoint(pod, address));
        Assert.Equal(PolicyVerdict.Applied, Pod.Server.Policies.Offer(policy).Verdict);
    }
}
