using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class PassThroughTests : IAsyncLifetime
{
    private HttpClient _client = null!;
    private TestPod _pod = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync();
        _client = _pod.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _pod.DisposeAsync();
    }

    [Theory]
    [InlineData("/a%2Fb")]
    [InlineData("//double//slashes/")]
    [InlineData("/a/../b/./c")]
    [InlineData("/q?x=%20&y=a+b&z=[1]&&=")]
    [InlineData("/caf%C3%A9?%zz")]
    [InlineData("/plus+and%2Bspace%20")]
    public async Task Path_OfAnyKind_ReachesTheAppUnchanged(string target)
    {
        var answer = await RawHttp.AskAsync(_pod.Address, TestPod.Split, $"GET {target} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(target, Assert.Single(_pod.App.Targets));
    }

    [Fact]
    public async Task Path_InAbsoluteForm_LosesItsAuthority()
    {
        await RawHttp.AskAsync(_pod.Address, TestPod.Split, "GET http://shop/a%2Fb?c HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        Assert.Equal("/a%2Fb?c", Assert.Single(_pod.App.Targets));
    }

    [Fact]
    public async Task Headers_OnTheWay_KeepHostAndTraceAndGainTheForwardingOnes()
    {
        var answer = await RawHttp.AskAsync(
            _pod.Address,
            TestPod.Split,
            "GET /headers HTTP/1.1\r\nHost: shop.example\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
            + "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Canarymesh-Hop: 1\r\nCookie: a=b\r\nConnection: close\r\n\r\n");

        Assert.Contains("Host: shop.example\n", answer, StringComparison.Ordinal);
        Assert.Contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Forwarded-For: 203.0.113.9, 127.0.0.1\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: https\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Host: shop.example\n", answer, StringComparison.Ordinal);
        Assert.Contains("Cookie: a=b\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("canarymesh", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("x-odd: caf\u00e9\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Streaming_BothWaysOverHttp1_IsNotBuffered()
    {
        using var socket = await RawHttp.ConnectAsync(_pod.Address, TestPod.Split);
        await socket.SendAsync("POST /echo HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var head = await RawHttp.ReadUntilAsync(socket, "\r\n\r\n");
        await socket.SendAsync("3\r\none\r\n"u8.ToArray());
        var first = await RawHttp.ReadUntilAsync(socket, "one\r\n");
        await socket.SendAsync("3\r\ntwo\r\n0\r\n\r\n"u8.ToArray());
        var second = await RawHttp.ReadUntilAsync(socket, "0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", head, StringComparison.Ordinal);
        Assert.EndsWith("one\r\n", first, StringComparison.Ordinal);
        Assert.Contains("two", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerSentEvents_ArriveOneByOne()
    {
        using var answer = await _client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("data: one", await reader.ReadLineAsync());
        _pod.App.Gate.SetResult();
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.Equal("data: two", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task EarlyAnswer_ToALongUpload_ReachesTheClientBeforeItsEnd()
    {
        using var socket = await RawHttp.ConnectAsync(_pod.Address, TestPod.Split);
        await socket.SendAsync("POST /early HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000000\r\n\r\nsome of it"u8.ToArray());

        var answer = await RawHttp.ReadUntilAsync(socket, "too large");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectContinue_IsAnsweredBeforeTheBodyIsSent()
    {
        using var socket = await RawHttp.ConnectAsync(_pod.Address, TestPod.Split);
        await socket.SendAsync("POST /count HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"u8.ToArray());
        var interim = await RawHttp.ReadUntilAsync(socket, "\r\n\r\n");
        await socket.SendAsync("12345"u8.ToArray());
        var answer = await RawHttp.ReadUntilAsync(socket, "0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 100", interim, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectContinue_RefusedByTheApp_IsAnsweredWithoutABody()
    {
        using var socket = await RawHttp.ConnectAsync(_pod.Address, TestPod.Split);
        await socket.SendAsync("POST /early HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"u8.ToArray());

        var answer = await RawHttp.ReadUntilAsync(socket, "too large");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OfALargeAnswer_HasItsLengthAndNoBody()
    {
        var answer = await RawHttp.AskAsync(_pod.Address, TestPod.Split, "HEAD /status/204 HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 204", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_ThroughTheSplit_EchoesAndCloses()
    {
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.Proxy = null;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ConnectCallback = _pod.Url("/").Dialer() });
        await socket.ConnectAsync(new Uri("ws://shop/socket"), invoker, CancellationToken.None);
        await socket.SendAsync("hello"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
    }

    [Fact]
    public async Task Body_OfHundredMegabytes_PassesBothWaysInFlatMemory()
    {
        await _client.GetAsync(new Uri("/big?mb=4", UriKind.Relative));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var down = await _client.GetAsync(new Uri("/big?mb=100", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        var length = await RawHttp.DrainAsync(await down.Content.ReadAsStreamAsync());
        using var up = await _client.PostAsync(new Uri("/count", UriKind.Relative), new StreamContent(new ZeroStream(100L * 1024 * 1024)));

        Assert.Equal(100L * 1024 * 1024, length);
        Assert.Equal("104857600", await up.Content.ReadAsStringAsync());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, long.MinValue, 32L * 1024 * 1024);
    }

    [Fact]
    public async Task GetRequest_WithABody_IsPassedOn()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/count", UriKind.Relative)) { Content = new StringContent("12345") };
        using var answer = await _client.SendAsync(request);

        Assert.Equal("5", await answer.Content.ReadAsStringAsync());
    }
}
