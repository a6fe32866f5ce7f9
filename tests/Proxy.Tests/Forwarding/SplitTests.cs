using System.Net;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class SplitTests : SplitPods
{
    [Fact]
    public async Task Split_BeforeAnyPolicy_IsServedByTheOwnApp()
    {
        Assert.Equal("primary-1", await Client.GetStringAsync(Path("/")));
    }

    [Fact]
    public async Task Split_AtWeightHundred_GoesToTheCanaryWithoutAMarkOfOurs()
    {
        Pod.Offer(1, 100, Canary);

        var headers = await Client.GetStringAsync(Path("/headers"));

        Assert.Equal("/headers", Assert.Single(Canary.App.Targets));
        Assert.DoesNotContain("canarymesh", headers, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Forwarded-For: 127.0.0.1\n", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Split_OfACanaryPod_DrawsNothing()
    {
        var policy = Some.Policy(2, 100, "canary");
        policy.CanaryEndpoints.Add(Some.Endpoint("other", Pod.Address.ToString()));
        Assert.Equal(PolicyVerdict.Applied, Canary.Server.Policies.Offer(policy).Verdict);
        using var client = Canary.Client();

        Assert.Equal("canary-1", await client.GetStringAsync(Path("/")));
    }

    [Theory]
    [InlineData("own address")]
    [InlineData("kubelet")]
    public async Task RequestForThisPod_AtWeightHundred_GoesToTheOwnAppUncounted(string kind)
    {
        Pod.Offer(1, 100, Canary);
        var host = kind == "kubelet" ? "shop" : $"{Pod.Address}:14080";
        var agent = kind == "kubelet" ? "kube-probe/1.36" : "curl";

        var answer = await RawHttp.AskAsync(
            Pod.Address, TestPod.Split, $"GET / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nConnection: close\r\n\r\n");

        Assert.EndsWith("primary-1\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.All(Pod.Server.Ledger.Snapshot(), each => Assert.Equal(0, each.Value.Ended + each.Value.Drawn));
    }

    [Fact]
    public async Task Probe_IsAnsweredByTheProxyItself()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path("/whatever"));
        request.Headers.Add("x-canarymesh-probe", "n-1");
        using var answer = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("n-1", answer.Headers.GetValues("x-canarymesh-probe").Single());
        Assert.Equal("primary-1", answer.Headers.GetValues("x-canarymesh-pod").Single());
        Assert.Equal(0, Pod.App.Served);
    }

    [Fact]
    public async Task WebSocket_DrawnToTheCanary_StaysThereAndIsInFlightUntilItEnds()
    {
        Pod.Offer(1, 100, Canary);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ConnectCallback = Pod.Url("/").Dialer() });
        await socket.ConnectAsync(new Uri("ws://shop/socket"), invoker, CancellationToken.None);
        Pod.Offer(2, 0);
        await socket.SendAsync("hello"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);
        var received = await socket.ReceiveAsync(new byte[16], CancellationToken.None);

        Assert.Equal(5, received.Count);
        Assert.Equal("/socket", Assert.Single(Canary.App.Targets));
        Assert.Equal(1, Pod.Server.Meter.InFlightCanary);
        Assert.Equal(1, Pod.Count(Side.Canary, CountRoute.Split).Of(Outcome.Success));
        await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await Until.TrueAsync(() => Pod.Server.Meter.InFlightCanary == 0);
    }

    [Fact]
    public async Task ClientThatLeaves_OverHttp2_IsToldApartFromAFault()
    {
        using var http2 = Pod.Client(TestPod.GrpcSplit, http2: true);
        using var cancel = new CancellationTokenSource();
        var asked = http2.GetAsync(Path("/slow"), cancel.Token);
        await Until.TrueAsync(() => Pod.App.Served == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        await Until.TrueAsync(() => Pod.Count(Side.Primary, CountRoute.Split).Ended == 1);
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Of(Outcome.ClientCancel));
    }

    [Fact]
    public async Task AppThatBreaks_OverHttp2_IsAReset()
    {
        using var http2 = Pod.Client(TestPod.GrpcSplit, http2: true);
        using var answer = await http2.GetAsync(Path("/break"));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        await Until.TrueAsync(() => Pod.Count(Side.Primary, CountRoute.Split).Ended == 1);
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Of(Outcome.Reset));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task CanaryThatRefuses_CostsNobodyARequest(string method)
    {
        await using var gone = await TestPod.StartAsync("gone", "canary", withApp: false);
        await gone.Server.StopAsync(CancellationToken.None);
        Pod.Offer(1, 100, gone);
        using var request = new HttpRequestMessage(new HttpMethod(method), Path("/body"));
        request.Content = method == "POST" ? new StringContent("the body") : null;
        using var answer = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(method == "POST" ? "the body" : "", Assert.Single(Pod.App.Bodies));
        var drawn = Pod.Count(Side.Canary, CountRoute.Split);
        Assert.Equal((1, 1, 0), (drawn.Drawn, drawn.FellBack, drawn.Ended));
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Fallback).Of(Outcome.Success));
    }

    [Fact]
    public async Task CanaryThatBreaks_CountsAsResetAndIsSampled()
    {
        Pod.Offer(1, 100, Canary);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("/break?secret=1")) { Content = new StringContent("x") };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(1, Canary.Count(Side.Canary, CountRoute.Hop).Of(Outcome.Reset));
        var sample = Assert.Single(Pod.Server.Meter.Samples.Since(0));
        Assert.Equal(("POST", "/break", 502, "canary-1", true), (sample.Method, sample.Path, sample.Status, sample.Pod, sample.OnCanary));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", sample.TraceId);
    }

    [Fact]
    public async Task OwnAppThatRefuses_IsAConnectError()
    {
        await Pod.StopAppAsync();
        using var answer = await Client.GetAsync(Path("/"));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Of(Outcome.ConnectError));
    }

    [Fact]
    public async Task ClientThatLeaves_IsToldApartFromAFault()
    {
        using var cancel = new CancellationTokenSource();
        var asked = Client.GetAsync(Path("/slow"), cancel.Token);
        await Until.TrueAsync(() => Pod.App.Served == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        await Pod.App.Aborted.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => Pod.Count(Side.Primary, CountRoute.Split).Ended == 1);
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Of(Outcome.ClientCancel));
    }

    [Fact]
    public async Task Statuses_FallIntoTheirClasses()
    {
        foreach (var status in (int[])[200, 404, 499, 500, 503])
        {
            using var answer = await Client.GetAsync(Path($"/status/{status}"));
            Assert.Equal(status, (int)answer.StatusCode);
        }

        await Until.TrueAsync(() => Pod.Count(Side.Primary, CountRoute.Split).Ended == 5);
        var counts = Pod.Count(Side.Primary, CountRoute.Split);
        Assert.Equal((3, 2), (counts.Of(Outcome.Success), counts.Of(Outcome.ServerError)));
    }

    [Fact]
    public async Task Stream_CountsWhenItsHeadIsThere()
    {
        using var answer = await Client.GetAsync(Path("/events"), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Of(Outcome.Success));
        Assert.Equal(1, Pod.Server.Meter.InFlight);
        Pod.App.Gate.SetResult();
        await answer.Content.ReadAsStringAsync();
        await Until.TrueAsync(() => Pod.Server.Meter.InFlight == 0);
        Assert.Equal(1, Pod.Count(Side.Primary, CountRoute.Split).Ended);
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
