using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Load.Tests;

public sealed class LoadGeneratorTests
{
    private const string Good = "HTTP/1.1 200 OK\r\nX-Version: 1\r\nContent-Length: 2\r\n\r\nok";
    private const string Bad = "HTTP/1.1 500 Internal Server Error\r\nX-Version: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfail\r\n0\r\n\r\n";

    [Fact]
    public async Task Answer_OfTheApp_CountsAsOkForItsVersion()
    {
        var counts = await RunAsync([Good, Good, Good, Good, Good, Good, Good, Good, Good, Good]);

        Assert.True(counts.Ok > 0);
        Assert.Equal(counts.Sent, counts.Ok);
        Assert.Equal(counts.Ok, counts.Of("1").Answered);
    }

    [Fact]
    public async Task Failure_OfTheApp_CountsAsFailedAndNotAsLost()
    {
        var counts = await RunAsync([Bad, Bad, Bad, Bad, Bad, Bad, Bad, Bad, Bad, Bad]);

        Assert.Equal(counts.Sent, counts.Failed);
        Assert.Equal(0, counts.Lost);
        Assert.NotNull(counts.Of("3").FirstFailure);
        Assert.Equal(counts.Failed, counts.Of("3").ByStatus[500]);
    }

    [Fact]
    public async Task Failure_MadeOnTheWay_IsLost()
    {
        var counts = await RunAsync(["HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"]);

        Assert.Equal(0, counts.Ok + counts.Failed);
        Assert.Contains(counts.FirstLost, lost => lost.Reason.Contains("502", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeptConnection_ClosedInsteadOfAnAnswer_IsLostAndNotSentAgain()
    {
        var counts = await RunAsync([Good, ""], sofar => sofar.Lost > 0);

        Assert.True(counts.Ok > 0);
        Assert.True(counts.Lost > 0);
        Assert.Equal(counts.Sent, counts.Ok + counts.Lost);
        Assert.All(counts.FirstLost, lost => Assert.Equal("kept connection closed before any byte of the answer", lost.Reason));
    }

    [Fact]
    public async Task Connection_ThatIsRefused_IsLostWithThePortItWasTriedFrom()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var load = new LoadGenerator(new LoadPlan((IPEndPoint)taken.LocalEndPoint!, "web"), TimeProvider.System);
        load.Start();
        await WaitForAsync(() => load.Counts.Snapshot().Lost > 0);
        await load.StopAsync();

        Assert.NotEmpty(load.Counts.Snapshot().FirstLost);
        Assert.All(load.Counts.Snapshot().FirstLost, lost => Assert.Equal(("no connection: ConnectionRefused", true), (lost.Reason, lost.LocalPort > 0)));
    }

    [Fact]
    public async Task Answer_CutOff_IsLost()
    {
        var counts = await RunAsync(["HTTP/1.1 200 OK\r\nX-Version: 1\r\nContent-Length: 20\r\n\r\nok", ""]);

        Assert.Equal(counts.Sent, counts.Lost);
        Assert.Contains(counts.FirstLost, lost => lost.Reason is "answer cut off" or "no answer in time");
    }

    [Fact]
    public async Task NewConnectionShare_OfAll_UsesEachConnectionOnce()
    {
        await using var server = new ScriptedServer(Good, Good, Good);
        var counts = await RunAsync(server, plan => plan with { NewConnectionShare = 1 });

        Assert.Equal(counts.Sent, server.Connections);
        Assert.Equal(counts.Sent, counts.Ok);
    }

    [Fact]
    public async Task Target_ThatRefuses_IsLost()
    {
        var server = new ScriptedServer();
        var address = server.Address;
        await server.DisposeAsync();
        await using var generator = new LoadGenerator(new LoadPlan(address, "web") { RequestsPerSecond = 200 }, TimeProvider.System);
        generator.Start();
        await WaitForAsync(() => generator.Counts.Snapshot().Sent >= 5);
        await generator.StopAsync();

        Assert.Equal(generator.Counts.Snapshot().Sent, generator.Counts.Snapshot().Lost);
    }

    [Fact]
    public async Task MachineThatStoodStill_IsNotFollowedByAllThatWasDueMeanwhile()
    {
        await using var server = new ScriptedServer();
        var clock = new FakeTimeProvider();
        await using var generator = new LoadGenerator(new LoadPlan(server.Address, "web") { RequestsPerSecond = 50, NewConnectionShare = 1 }, clock);
        generator.Start();

        clock.Advance(TimeSpan.FromSeconds(30));
        await WaitForAsync(() => generator.Counts.Snapshot().Sent > 0);
        var stopped = generator.StopAsync();
        clock.Advance(TimeSpan.FromMilliseconds(5));
        await stopped;

        Assert.Equal(50, generator.Counts.Snapshot().Sent);
    }

    private static async Task<LoadSnapshot> RunAsync(string[] answers, Func<LoadSnapshot, bool>? until = null)
    {
        await using var server = new ScriptedServer(answers);
        return await RunAsync(server, plan => plan, until);
    }

    private static async Task<LoadSnapshot> RunAsync(ScriptedServer server, Func<LoadPlan, LoadPlan> change, Func<LoadSnapshot, bool>? until = null)
    {
        var plan = new LoadPlan(server.Address, "web")
        {
            RequestsPerSecond = 200, KeptConnections = 2, NewConnectionShare = 0, PostShare = 0.5, LargestBody = 100, Timeout = TimeSpan.FromSeconds(2),
        };
        await using var generator = new LoadGenerator(change(plan), TimeProvider.System);
        generator.Start();
        await WaitForAsync(() => generator.Counts.Snapshot() is var sofar && sofar.Sent >= 10 && (until is null || until(sofar)));
        await generator.StopAsync();
        return generator.Counts.Snapshot();
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await beat.WaitForNextTickAsync();
        }
        Assert.True(condition());
    }
}
