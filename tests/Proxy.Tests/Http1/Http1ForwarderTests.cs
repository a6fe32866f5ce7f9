using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Http1;

public sealed class Http1ForwarderTests : IAsyncLifetime
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private TestPod _pod = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync(withApp: false);
        _client = _pod.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _pod.DisposeAsync();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\nx-t: 1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 Fine by me\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    public async Task Answer_InEachFraming_ArrivesWhole(string answer)
    {
        using var app = new ScriptedApp(_pod.Address, answer);

        Assert.Equal("ok", await _client.GetStringAsync(Path("/")));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nok")]
    public async Task Answer_ThatIsNoHttp_BecomesBadGateway(string answer)
    {
        using var app = new ScriptedApp(_pod.Address, answer);
        using var got = await _client.GetAsync(Path("/"));

        Assert.Equal(HttpStatusCode.BadGateway, got.StatusCode);
        Assert.DoesNotContain(got.Headers, header => header.Key != "Date");
        Assert.Equal(1, Sum().Of(Outcome.Reset));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n9\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nok")]
    public async Task Answer_CutShort_IsNotPassedOffAsWhole(string answer)
    {
        using var app = new ScriptedApp(_pod.Address, answer);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(Path("/")));
        await Until.TrueAsync(() => Sum().Ended == 1);
        Assert.Equal(1, Sum().Of(Outcome.Reset));
    }

    [Fact]
    public async Task FreshConnection_ThatBreaks_IsNotTriedAgain()
    {
        using var app = new ScriptedApp(_pod.Address, null, Ok);
        using var got = await _client.GetAsync(Path("/"));

        Assert.Equal(HttpStatusCode.BadGateway, got.StatusCode);
        Assert.Single(app.Requests);
    }

    [Theory]
    [InlineData("GET", 200, 3)]
    [InlineData("DELETE", 200, 3)]
    [InlineData("POST", 502, 2)]
    public async Task ReusedConnection_ThatBreaks_IsTriedAgainOnlyForWhatMayBeRepeated(string method, int status, int requests)
    {
        using var app = new ScriptedApp(_pod.Address, Ok, null, Ok);
        using var first = await _client.GetAsync(Path("/"));
        using var request = new HttpRequestMessage(new HttpMethod(method), Path("/"));
        using var second = await _client.SendAsync(request);

        Assert.Equal(status, (int)second.StatusCode);
        Assert.Equal(requests, app.Requests.Count);
    }

    [Fact]
    public async Task Connection_IsReused_AfterEachKindOfWholeAnswer()
    {
        using var app = new ScriptedApp(
            _pod.Address, Ok, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n", Ok);
        for (var index = 0; index < 5; index++)
        {
            using var got = await _client.GetAsync(Path("/"));
        }

        Assert.Equal(5, app.Requests.Count);
        Assert.Equal(1, app.Connections);
    }

    [Fact]
    public async Task Head_OfASlowBody_ArrivesBeforeIt()
    {
        using var app = new ScriptedApp(_pod.Address, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nx-a: 1\r\nx-a: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n");
        using var got = await _client.GetAsync(Path("/"), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(5, got.Content.Headers.ContentLength);
        Assert.Equal(["1", "2"], got.Headers.GetValues("x-a"));
        Assert.Equal(["a=1", "b=2"], got.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Request_OnTheWay_LosesOnlyWhatConcernsItsConnection()
    {
        using var app = new ScriptedApp(_pod.Address, Ok);
        using var socket = await RawHttp.ConnectAsync(_pod.Address, TestPod.Split);
        await socket.SendAsync(Encoding.Latin1.GetBytes(
            "POST /a HTTP/1.1\r\nHost: shop\r\nKeep-Alive: 5\r\nX-Own: 1\r\nConnection: X-Own\r\nContent-Length: 0\r\nX-Odd: caf\u00e9\r\n\r\n"));
        await RawHttp.ReadUntilAsync(socket, "ok");

        var request = Assert.Single(app.Requests);
        Assert.StartsWith("POST /a HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 0\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Odd: caf\u00e9\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Own", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Keep-Alive", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Connection:", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("chunked", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET /a\rInjected:1 HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nHost: shop\r\nX: a\rInjected: 1\r\nConnection: close\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n")]
    public async Task Request_ThatCouldBeReadInTwoWays_GetsNoFurtherAsItIs(string request)
    {
        using var app = new ScriptedApp(_pod.Address, Ok);
        await RawHttp.AskAsync(_pod.Address, TestPod.Split, request);

        Assert.All(app.Requests, each => Assert.DoesNotContain("Injected", each, StringComparison.Ordinal));
        Assert.All(app.Requests, each => Assert.DoesNotContain("\r\nContent-Length: 3", each, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_WithABrokenChunk_BlamesTheClient()
    {
        using var app = new ScriptedApp(_pod.Address);
        await RawHttp.AskAsync(
            _pod.Address, TestPod.Split, "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

        await Until.TrueAsync(() => Sum().Ended == 1);
        Assert.Equal(1, Sum().Of(Outcome.ClientCancel));
    }

    private SideCounter Sum()
    {
        var sum = new SideCounter();
        foreach (var (_, counter) in _pod.Server.Ledger.Snapshot().Where(each => each.Key.Side == Side.Primary))
        {
            sum.Add(counter);
        }

        return sum;
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
