using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Kubernetes;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public sealed class ProxyAuthenticatorTests : IDisposable
{
    private readonly TokenAnswers _api = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ProxyAuthenticator _authenticator;

    public ProxyAuthenticatorTests() => _authenticator = new ProxyAuthenticator(_api, _time);

    public void Dispose() => _authenticator.Dispose();

    [Fact]
    public async Task Token_OfAPod_IsProven()
    {
        var proven = Assert.IsType<Authentication.Proven>(await AskAsync("t"));

        Assert.Equal(new ProxyCaller("shop", "p1", "uid-p1", null), proven.Caller);
        Assert.Equal("canarymesh-control", (string?)Assert.Single(_api.Asked)["spec"]!["audiences"]![0]);
    }

    [Theory]
    [InlineData("""{"status":{"authenticated":false}}""")]
    [InlineData("""{"status":{}}""")]
    [InlineData("""{"status":{"authenticated":true,"audiences":["https://kubernetes.default.svc"],"user":{"username":"u"}}}""")]
    [InlineData("""{"status":{"authenticated":true,"user":{"username":"system:serviceaccount:shop:default"}}}""")]
    [InlineData("""{"status":{"authenticated":true,"audiences":["canarymesh-control"],"user":{"username":"system:serviceaccount:shop:default"}}}""")]
    public async Task Token_OfAnybodyElse_IsRefusedWithoutASecondQuestion(string answer)
    {
        _api.Answer = () => TokenAnswers.Reviewed(answer);

        Assert.IsType<Authentication.Refused>(await AskAsync("t"));
        Assert.Single(_api.Asked);
    }

    [Fact]
    public async Task Answer_IsRememberedForHalfAMinute()
    {
        await AskAsync("t");
        _time.Advance(TimeSpan.FromSeconds(29));
        await AskAsync("t");
        Assert.Single(_api.Asked);

        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("t");

        Assert.Equal(2, _api.Asked.Count);
    }

    [Fact]
    public async Task Answers_ToAnyNumberOfTokens_TakeBoundedRoom()
    {
        using var authenticator = new ProxyAuthenticator(_api, _time) { MostRemembered = 10 };
        for (var token = 0; token < 50; token++)
        {
            await authenticator.AuthenticateAsync($"t{token}", CancellationToken.None);
        }

        Assert.Equal((10, 50), (authenticator.RememberedNow, _api.Asked.Count));
        await authenticator.AuthenticateAsync("t0", CancellationToken.None);
        Assert.Equal(50, _api.Asked.Count);

        _time.Advance(TimeSpan.FromMinutes(1));
        await authenticator.AuthenticateAsync("later", CancellationToken.None);
        Assert.Equal(1, authenticator.RememberedNow);
    }

    [Fact]
    public async Task Outage_IsNoRefusalAndNotRemembered()
    {
        _api.Answer = () => KubeResult.NoAnswer("down");
        Assert.IsType<Authentication.Unknown>(await AskAsync("t"));

        _api.Answer = () => TokenAnswers.Reviewed(TokenAnswers.Good);

        Assert.IsType<Authentication.Proven>(await AskAsync("t"));
    }

    [Theory]
    [InlineData("h.eyJleHAiOjE3MDAwMDAwMDB9.s", 1700000000L)]
    [InlineData("opaque", null)]
    [InlineData("a.!!.c", null)]
    [InlineData("a.W10.c", null)]
    public void Ends_ReadsTheClaimOrNothing(string token, long? seconds) => Assert.Equal(
        seconds is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null, TokenReview.Ends(token));

    private Task<Authentication> AskAsync(string token) => _authenticator.AuthenticateAsync(token, CancellationToken.None);
}
