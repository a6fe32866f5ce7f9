using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class GrpcTests : IAsyncLifetime
{
    private TestPod _pod = null!;
    private TestPod _canary = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync();
        _canary = await TestPod.StartAsync("canary-1", "canary");
    }

    public async Task DisposeAsync()
    {
        await _pod.DisposeAsync();
        await _canary.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task BidirectionalCall_WhereTheServerSpeaksFirst_DoesNotDeadlock(uint weight)
    {
        _pod.Offer(1, weight, _canary);
        using var channel = Channel();
        using var call = new Api.Control.Control.ControlClient(channel).Attach(deadline: DateTime.UtcNow.AddSeconds(15));
        var headers = await call.ResponseHeadersAsync;

        foreach (var name in (string[])["one", "two"])
        {
            await call.RequestStream.WriteAsync(new ProxyMessage { Hello = new Hello { PodName = name } });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(name, call.ResponseStream.Current.Bye.Reason);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal("here", call.GetTrailers().GetValue("x-end"));
        Assert.Equal(weight == 0 ? "primary-1" : "canary-1", headers.GetValue("x-served-by"));
    }

    [Fact]
    public async Task FailedCall_WithoutMessages_KeepsItsStatus()
    {
        using var channel = Channel();
        using var call = new Api.Control.Control.ControlClient(channel).Attach(
            new Metadata { { "fail", "1" } }, DateTime.UtcNow.AddSeconds(15));

        var fault = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.Equal("as asked", fault.Status.Detail);
    }

    [Fact]
    public async Task Canary_ThatRefusesOverHttp2_FallsBackWithItsBody()
    {
        await using var gone = await TestPod.StartAsync("gone", "canary", withApp: false);
        await gone.Server.StopAsync(CancellationToken.None);
        _pod.Offer(1, 100, gone);
        using var http2 = _pod.Client(TestPod.GrpcSplit, http2: true);
        using var answer = await http2.PostAsync(new Uri("/body", UriKind.Relative), new StringContent("the body"));

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("the body", Assert.Single(_pod.App.Bodies));
    }

    [Fact]
    public async Task BothVersionsOfHttp_OnOnePort_AreServed()
    {
        using var http2 = _pod.Client(TestPod.GrpcSplit, http2: true);
        using var http1 = _pod.Client(TestPod.Split);

        using var second = await http2.GetAsync(new Uri("/a%2Fb", UriKind.Relative));
        using var first = await http1.GetAsync(new Uri("/a%2Fb", UriKind.Relative));

        Assert.Equal(new Version(2, 0), second.Version);
        Assert.Equal(new Version(1, 1), first.Version);
        Assert.Equal(["/a%2Fb", "/a%2Fb"], _pod.App.Targets);
    }

    private GrpcChannel Channel() => GrpcChannel.ForAddress("http://shop", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { ConnectCallback = _pod.Url("/", TestPod.GrpcSplit).Dialer(), UseProxy = false },
        DisposeHttpClient = true,
    });
}
