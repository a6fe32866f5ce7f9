using CanaryMesh.Analyzer.Control;
using Grpc.Core;
using Call = Grpc.Core.AsyncDuplexStreamingCall<CanaryMesh.Api.Control.ProxyMessage, CanaryMesh.Api.Control.AnalyzerMessage>;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public sealed class ControlServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly WorkloadKey Key = new("shop", "api");
    private ControlServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ControlServer.StartAsync();
        _server.Board.BeginTerm(7);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Standby_AnswersUnavailable()
    {
        _server.Board.EndTerm("over");

        var refusal = await AssertRefusedAsync(_server, "t", Policies.Hello(), StatusCode.Unavailable);
        Assert.NotNull(refusal.Trailers.Get(Wire.ControlTrailers.Elsewhere));
    }

    [Fact]
    public async Task Caller_WithoutToken_IsUnauthenticated()
    {
        var refusal = await AssertRefusedAsync(_server, null, Policies.Hello(), StatusCode.Unauthenticated);
        Assert.Null(refusal.Trailers.Get(Wire.ControlTrailers.Elsewhere));
    }

    [Fact]
    public async Task Pod_Unknown_IsDenied()
    {
        await using var server = await ControlServer.StartAsync(knownUid: "another");
        server.Board.BeginTerm(1);

        await AssertRefusedAsync(server, "t", Policies.Hello(), StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Protocol_OfAnotherTime_IsAFailedPrecondition() =>
        await AssertRefusedAsync(_server, "t", Policies.Hello(min: 2, max: 3), StatusCode.FailedPrecondition);

    [Fact]
    public async Task FirstMessage_OtherThanHello_IsInvalid() =>
        await AssertRefusedAsync(_server, "t", Policies.Report(0, 0), StatusCode.InvalidArgument);

    [Fact]
    public async Task Hello_ThatDoesNotCome_EndsTheStream()
    {
        await using var server = await ControlServer.StartAsync(new ControlTiming { Hello = TimeSpan.FromMilliseconds(50) });
        server.Board.BeginTerm(1);

        await AssertRefusedAsync(server, "t", null, StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Stream_GetsThePolicyInForceAndEachNewOne()
    {
        _server.Board.Publish(Key, Policies.Weight(10));
        using var call = await AttachAsync();
        Assert.Equal(10u, (await NextAsync(call)).Policy.CanaryWeight);

        var asked = _server.Board.Publish(Key, Policies.Weight(20));

        var policy = (await NextAsync(call)).Policy;
        Assert.Equal((20u, asked, "api"), (policy.CanaryWeight, PolicyId.Of(policy.Id), policy.Target));
    }

    [Fact]
    public async Task Stream_Answers_AreObserved()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _server.Board.Publish(Key, Policies.Weight(10));
        using var call = await AttachAsync();
        await NextAsync(call);
        _server.Board.Changed += _ => told.TrySetResult();

        await call.RequestStream.WriteAsync(new Wire.ProxyMessage { Applied = new Wire.PolicyApplied { Id = asked.ToWire(), EffectiveWeight = 10 } });
        await told.Task.WaitAsync(Patience);

        var seen = Assert.Single(_server.Board.Observe(Key).Proxies);
        Assert.Equal((asked, 10), (seen.Applied, seen.EffectiveWeight));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_WhoseTermOrPodEnds_GetsAGoodbye(bool term)
    {
        _server.Board.Publish(Key, Policies.Weight(10));
        using var call = await AttachAsync();
        await NextAsync(call);

        if (term)
        {
            _server.Board.EndTerm("another leads");
        }
        else
        {
            _server.Board.PodGone("uid-p1");
        }

        Assert.Equal(term ? "another leads" : "the pod is gone", (await NextAsync(call)).Bye.Reason);
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task Stream_PastItsLife_GetsAGoodbye()
    {
        await using var server = await ControlServer.StartAsync(new ControlTiming { Lifetime = TimeSpan.FromMilliseconds(50) });
        server.Board.BeginTerm(1);
        using var call = server.Call();
        await call.RequestStream.WriteAsync(Policies.Hello());

        Assert.Equal("the stream has lived long enough", (await NextAsync(call)).Bye.Reason);
    }

    [Fact]
    public async Task Proxy_ThatCallsItselfAnother_ReadsAndReportsForItsOwnWorkloadAlone()
    {
        var other = new WorkloadKey("bank", "vault");
        _server.Board.Publish(other, Policies.Weight(77));
        _server.Board.Publish(Key, Policies.Weight(10));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hello = Policies.Hello();
        (hello.Hello.PodNamespace, hello.Hello.PodName) = ("bank", "vault-1");
        using var call = _server.Call();
        await call.RequestStream.WriteAsync(hello);

        Assert.Equal(("api", 10u), (await NextAsync(call)).Policy is { } policy ? (policy.Target, policy.CanaryWeight) : default);

        _server.Board.Changed += _ => told.TrySetResult();
        await call.RequestStream.WriteAsync(Policies.Report(5, 5, Policies.Row(3, 1)));
        await call.RequestStream.CompleteAsync();
        await told.Task.WaitAsync(Patience);
        Assert.Empty(_server.Board.Observe(other).Counts);
        Assert.Empty(_server.Board.Observe(other).Proxies);
        Assert.NotEmpty(_server.Board.Observe(Key).Counts);
    }

    [Fact]
    public async Task Proxy_ThatLeaves_IsNoLongerObserved()
    {
        _server.Board.Publish(Key, Policies.Weight(10));
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var call = await AttachAsync();
        await NextAsync(call);
        _server.Board.Changed += _ => left.TrySetResult();

        await call.RequestStream.CompleteAsync();
        await left.Task.WaitAsync(Patience);

        Assert.Empty(_server.Board.Observe(Key).Proxies);
    }

    private async Task<Call> AttachAsync()
    {
        var call = _server.Call();
        await call.RequestStream.WriteAsync(Policies.Hello());
        return call;
    }

    private static async Task<Wire.AnalyzerMessage> NextAsync(Call call)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        return call.ResponseStream.Current;
    }

    private static async Task<RpcException> AssertRefusedAsync(ControlServer server, string? token, Wire.ProxyMessage? first, StatusCode code)
    {
        using var call = server.Call(token);
        if (first is not null)
        {
            await WriteAsync(call, first);
        }

        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)).WaitAsync(Patience);
        Assert.Equal(code, refusal.StatusCode);
        Assert.NotEmpty(refusal.Status.Detail);
        return refusal;
    }

    /// <summary>The answer may be there before the first message is away.</summary>
    private static async Task WriteAsync(Call call, Wire.ProxyMessage first)
    {
        try
        {
            await call.RequestStream.WriteAsync(first);
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            Assert.NotNull(exception);
        }
    }
}
