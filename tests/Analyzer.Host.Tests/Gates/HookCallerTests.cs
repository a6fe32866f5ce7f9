using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

public sealed class HookCallerTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingApi _api = new();
    private HookServer _server = null!;

    public async Task InitializeAsync() => _server = await HookServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _guarded.Dispose();

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(204, true)]
    [InlineData(302, false)]
    [InlineData(403, false)]
    [InlineData(500, false)]
    public async Task Answer_IsAYesForEvery2xxAlone(int code, bool passed)
    {
        _server.Answer = _ => (code, "");

        Assert.Equal((passed, $"HTTP {code}"), await CallAsync());
    }

    [Theory]
    [InlineData(403, "gate\nis  closed\u0007", "HTTP 403: gate is  closed\\u0007")]
    [InlineData(500, "Error: 3 of 7 tests failed", "HTTP 500: Error: 3 of 7 tests failed")]
    public async Task Answer_OfAFailure_KeepsItsBody(int code, string body, string sentence)
    {
        _server.Answer = _ => (code, body);

        Assert.Equal((false, sentence), await CallAsync());
    }

    [Fact]
    public async Task Yes_InAnEncodingNobodyKnowsAndWithoutEnd_IsAYes()
    {
        _server.ContentType = "text/plain; charset=utf-99";
        _server.Answer = _ => (200, new string('x', 3_000_000));

        Assert.True((await CallAsync()).Passed);
    }

    [Fact]
    public async Task Answer_OfALongFailure_IsCut()
    {
        _server.Answer = _ => (500, new string('x', 100_000));

        Assert.InRange((await CallAsync()).Sentence.Length, 250, 400);
    }

    [Fact]
    public async Task Call_ThatMayPass_IsTriedAgainWithGrowingPauses()
    {
        _server.Answer = count => count < 3 ? (503, "busy") : (200, "");
        var call = CallAsync(address => address with { Retries = 3, Timeout = TimeSpan.FromDays(1) });
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.Equal((true, "HTTP 200"), await call);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(900, 30)]
    public void Pause_GrowsToItsLimit(int attempt, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), HookCaller.Pause(attempt));

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(501)]
    public async Task Call_ThatIsRefused_IsNotTriedAgain(int code)
    {
        _server.Answer = _ => (code, "");
        await CallAsync(address => address with { Retries = 3 });

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Call_OfASilentAddress_EndsWithItsTimeout()
    {
        var never = new TaskCompletionSource();
        _server.Gate = never.Task;
        var call = CallAsync();
        await AttemptsAsync(1);
        _time.Advance(TimeSpan.FromSeconds(10));

        var (passed, sentence) = await call;
        never.SetResult();
        Assert.False(passed);
        Assert.EndsWith(" gave no answer within 10 s", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfADeadAddress_SaysSo()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.Equal((false, $"127.0.0.1:{port} could not be reached"), await CallAsync(address => address with { Url = new Uri($"http://127.0.0.1:{port}/") }));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest", "169.254.169.254 leads to an address that is not reached on behalf of users")]
    [InlineData("ftp://gate/", "the address has the scheme ftp: only http and https are reached")]
    public async Task Call_OfAForbiddenAddress_IsRefused(string url, string sentence) =>
        Assert.Equal((false, sentence), await CallAsync(address => address with { Url = new Uri(url) }));

    [Fact]
    public async Task Call_WithASecret_CarriesItsHeadersAndASignature()
    {
        var body = """{"name":"web"}""";
        _api.Answer = call => call == "get secrets/gate"
            ? new(200, JsonNode.Parse("""{"data":{"X-Api-Key":"b3Blbg==","host":"ZXZpbA==","signing-key":"a2V5"}}""")!.AsObject(), "", "")
            : null;
        await CallAsync(address => address with { Secret = "gate" });

        Assert.True(_server.Requests.TryDequeue(out var request));
        Assert.Equal((body, "open", "once"), (request.Body, request.Headers["X-Api-Key"], request.Headers["Idempotency-Key"]));
        Assert.StartsWith("127.0.0.1", request.Headers["Host"], StringComparison.Ordinal);
        Assert.Equal("1893499200", request.Headers[HookSignature.TimestampHeader]);
        Assert.Equal(HookSignature.Of("key"u8, "1893499200", System.Text.Encoding.UTF8.GetBytes(body)), request.Headers[HookSignature.SignatureHeader]);
        Assert.Equal(["get secrets/gate"], _api.Calls);
    }

    [Theory]
    [InlineData(404, null)]
    [InlineData(200, """{"data":{"X-Key":"not base64!"}}""")]
    [InlineData(200, """{"data":{"X-Key":"YQ0KYg=="}}""")]
    public async Task Call_WithASecretThatCannotBeUsed_IsNotMade(int code, string? secret)
    {
        _api.Answer = _ => new KubeResult(code, secret is null ? null : JsonNode.Parse(secret)!.AsObject(), "", "");

        Assert.Equal((false, "Secret gate cannot be read, or holds what is no header"), await CallAsync(address => address with { Secret = "gate" }));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void Signature_IsThatOfTheDocumentedForm() => Assert.Equal(
        "sha256=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224", HookSignature.Of("key"u8, "1", "{}"u8));

    private async Task<(bool Passed, string Sentence)> CallAsync(Func<HookAddress, HookAddress>? change = null)
    {
        var caller = new HookCaller(_guarded, _guarded, _api, new HostSlots(), _time);
        var address = new HookAddress(_server.Address, TimeSpan.FromSeconds(10), 0);
        var reply = await caller.CallAsync("shop", change?.Invoke(address) ?? address, "once", new() { ["name"] = "web" }, CancellationToken.None);
        return (reply.Passed, reply.Sentence);
    }

    private async Task AttemptsAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_server.Requests.Count < count)
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
