using System.Globalization;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;

namespace CanaryMesh.Proxy.Tests.Forwarding;

/// <summary>The time beside the app: said by the canary's proxy, read by the drawing one, seen by nobody else.</summary>
public sealed class AppTimeTests : SplitPods
{
    private const string Name = "x-canarymesh-app-us";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Successes_OfBothSides_AreCountedByTheTimeBesideTheApp(bool http2)
    {
        Pod.Offer(1, 50, Canary);
        using var client = Pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);

        await AskBothAsync(client, "/");

        foreach (var side in (Side[])[Side.Primary, Side.Canary])
        {
            await Until.TrueAsync(() => Fine(side).Sum() == Successes(side));
            Assert.True(Successes(side) > 0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WayToTheCanary_IsNoTimeOfItsApp(bool http2)
    {
        Pod.Offer(1, 50, Canary);
        using var client = Pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);
        await AskBothAsync(client, "/");
        var before = Canary.App.Served;
        using var slow = new DelayedHop(Canary, TimeSpan.FromMilliseconds(400));
        Pod.Server.Policies.Offer(slow.Policy(2, 50));

        await AskUntilAsync(client, "/", () => Canary.App.Served > before);

        await Until.TrueAsync(() => Fine(Side.Canary, revision: 2).Sum() > 0);
        Assert.Equal(0, Fine(Side.Canary, revision: 2)[FineLatencyBuckets.IndexOf(300_000)..].Sum());
        Assert.True(LongestMicroseconds(revision: 2) >= 300_000);
    }

    [Theory]
    [InlineData("/forge", false)]
    [InlineData("/forge", true)]
    [InlineData("/forge-trailer", true)]
    public async Task Answer_ToAnybody_IsWithoutIt(string path, bool http2)
    {
        Pod.Offer(1, 50, Canary);
        using var split = Pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);
        using var direct = Canary.Client(http2 ? TestPod.GrpcDirect : TestPod.Direct, http2);
        var before = (Pod.App.Served, Canary.App.Served);

        await AskUntilAsync(split, path, () => Pod.App.Served > before.Item1 && Canary.App.Served > before.Item2);
        await AskUntilAsync(direct, path, () => true);

        Assert.Equal(0, Fine(Side.Canary)[FineLatencyBuckets.IndexOf(8_000_000)..].Sum());
    }

    [Fact]
    public async Task Hop_IsAnsweredWithTheTimeOnlyIfItAsks()
    {
        using var client = Canary.Client(TestPod.Direct);
        foreach (var (mark, isSaid) in (IEnumerable<(string, bool)>)[("1", false), ("2", true)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/forge", UriKind.Relative));
            request.Headers.Add("x-canarymesh-hop", mark);
            using var answer = await client.SendAsync(request);

            Assert.Equal(isSaid, answer.Headers.TryGetValues(Name, out var said));
            Assert.True(said is null || long.Parse(Assert.Single(said), CultureInfo.InvariantCulture) is >= 0 and < 8_000_000);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(100u)]
    public async Task WithoutAComparison_NothingIsAskedNorCounted(uint weight)
    {
        Pod.Offer(1, weight, Canary);

        await Client.GetStringAsync(new Uri("/", UriKind.Relative));

        await Until.TrueAsync(() => Successes(Side.Primary) + Successes(Side.Canary) == 1);
        Assert.All(Pod.Server.Ledger.Snapshot(), each => Assert.False(each.Value.IsFine));
    }

    [Fact]
    public async Task Upgrade_AndStream_CountByTheirHeads()
    {
        Pod.Offer(1, 99, Canary);
        var expected = 0;
        while (Successes(Side.Canary) < 1)
        {
            using var socket = new System.Net.WebSockets.ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ConnectCallback = Pod.Url("/").Dialer() });
            await socket.ConnectAsync(new Uri("ws://shop/socket"), invoker, CancellationToken.None);
            Assert.DoesNotContain(Name, socket.HttpResponseHeaders!.Keys);
            Assert.True(expected++ < 50);
        }

        Assert.Equal(Successes(Side.Canary), Fine(Side.Canary).Sum());
    }

    [Fact]
    public async Task GrpcCall_WithoutMessages_IsWithoutItAndCounted()
    {
        Pod.Offer(1, 50, Canary);
        using var channel = GrpcChannel.ForAddress("http://shop", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { ConnectCallback = Pod.Url("/", TestPod.GrpcSplit).Dialer(), UseProxy = false },
            DisposeHttpClient = true,
        });
        for (var call = 0; call < 100 && Successes(Side.Canary) == 0; call++)
        {
            using var failed = new Api.Control.Control.ControlClient(channel).Attach(new Metadata { { "fail", "1" } }, DateTime.UtcNow.AddSeconds(15));
            var fault = await Assert.ThrowsAsync<RpcException>(() => failed.ResponseStream.MoveNext());
            Assert.Null(fault.Trailers.Get(Name));
            Assert.Null((await failed.ResponseHeadersAsync).Get(Name));
        }

        Assert.True(Successes(Side.Canary) > 0);
        Assert.Equal(Successes(Side.Canary), Fine(Side.Canary).Sum());
    }

    private Task AskBothAsync(HttpClient client, string path) =>
        AskUntilAsync(client, path, () => Pod.App.Served > 0 && Canary.App.Served > 0);

    private static async Task AskUntilAsync(HttpClient client, string path, Func<bool> isEnough)
    {
        for (var asked = 0; asked < 200; asked++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsStringAsync();
            Assert.False(answer.Headers.Contains(Name));
            Assert.False(answer.TrailingHeaders.Contains(Name));
            if (isEnough())
            {
                return;
            }
        }

        Assert.Fail("One side was never drawn.");
    }

    private long Successes(Side side) => Pod.Count(side, CountRoute.Split).Of(Outcome.Success);

    private long[] Fine(Side side, ulong? revision = null) => [.. Enumerable.Range(0, FineLatencyBuckets.Count)
        .Select(index => Counters(side, revision).Sum(counter => counter.Fine(index)))];

    private long LongestMicroseconds(ulong revision) => Counters(Side.Canary, revision).Sum(counter => counter.LatencySum);

    private IEnumerable<SideCounter> Counters(Side side, ulong? revision) => Pod.Server.Ledger.Snapshot()
        .Where(each => each.Key.Side == side && each.Key.Route == CountRoute.Split && (revision is null || each.Key.Revision == revision))
        .Select(each => each.Value);
}
