using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class SplitLoadTests : SplitPods
{
    [Fact]
    public async Task Share_OfManyRequests_StaysWithinFiveSigma()
    {
        const int Requests = 2000;
        Pod.Offer(1, 30, Canary);
        for (var index = 0; index < Requests; index++)
        {
            using var answer = await Client.GetAsync(Path("/"));
        }

        Assert.Equal(Requests, Pod.App.Served + Canary.App.Served);
        Assert.InRange(Canary.App.Served, 600 - 103, 600 + 103);
    }

    [Fact]
    public async Task PolicySwap_UnderLoad_LosesAndMiscountsNothing()
    {
        const int Clients = 8;
        const int Each = 200;
        var done = 0;
        var load = Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var client = Pod.Client();
            for (var index = 0; index < Each; index++)
            {
                using var answer = await client.PostAsync(Path("/body"), new StringContent("x"));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Interlocked.Increment(ref done);
            }
        }).ToArray();
        for (var revision = 1ul; revision <= 120; revision++)
        {
            var until = (int)Math.Min(Clients * Each, revision * 13);
            await Until.TrueAsync(() => Volatile.Read(ref done) >= until);
            Assert.Equal(PolicyVerdict.Applied, Pod.Offer(revision, (uint)(revision % 101), Canary).Verdict);
        }

        await Task.WhenAll(load);
        await Until.TrueAsync(() => Pod.Server.Meter.InFlight == 0);
        var counts = Pod.Server.Ledger.Snapshot();
        Assert.Equal(Clients * Each, counts.Where(each => each.Key.Route == CountRoute.Split).Sum(each => each.Value.Drawn));
        Assert.Equal(Clients * Each, counts.Where(each => each.Key.Route == CountRoute.Split).Sum(each => each.Value.Ended));
        Assert.Equal(Clients * Each, Pod.App.Bodies.Count + Canary.App.Bodies.Count);
        Assert.InRange(counts.Count, 1, 64);
    }

    [Fact]
    public async Task CanaryThatGoes_UnderLoad_CostsNobodyARequest()
    {
        const int Clients = 4;
        const int Each = 250;
        Pod.Offer(1, 50, Canary);
        var done = 0;
        var load = Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var client = Pod.Client();
            for (var index = 0; index < Each; index++)
            {
                using var answer = await client.GetAsync(Path("/"));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Interlocked.Increment(ref done);
            }
        }).ToArray();
        await Until.TrueAsync(() => Volatile.Read(ref done) > 200);
        await Canary.Server.StopAsync(CancellationToken.None);
        await Task.WhenAll(load);

        var drawn = Pod.Count(Side.Canary, CountRoute.Split);
        Assert.Equal(drawn.Drawn, drawn.Ended + drawn.FellBack);
        Assert.InRange(drawn.FellBack, 1, Clients * Each);
        Assert.Equal(Clients * Each, Pod.App.Served + Canary.App.Served);
    }

    [Fact]
    public async Task ConnectionClosedByTheApp_BetweenRequests_IsNoFault()
    {
        var app = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Pod.StopAppAsync();
        app.Bind(new IPEndPoint(Pod.Address, TestPod.AppPort));
        app.Listen();
        var serving = ServeOnceEachAsync(app, 20);
        for (var index = 0; index < 20; index++)
        {
            using var answer = await Client.GetAsync(Path("/"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await serving;
        app.Close();
    }

    /// <summary>Promises to keep the connection and closes it right after the answer, as an app does whose idle time is over.</summary>
    private static async Task ServeOnceEachAsync(Socket app, int times)
    {
        for (var index = 0; index < times; index++)
        {
            using var connection = await app.AcceptAsync();
            await RawHttp.ReadUntilAsync(connection, "\r\n\r\n");
            await connection.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        }
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
