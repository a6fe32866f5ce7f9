using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Alerts;

public sealed class AlertSenderTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingApi _api = new();
    private HookServer _server = null!;

    public async Task InitializeAsync() => _server = await HookServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _guarded.Dispose();

    [Fact]
    public async Task Alert_ToAProviderWithASecret_GoesToTheSecretsAddressWithItsToken()
    {
        Provider("""{"type":"slack","address":"http://evil.example/","secretRef":{"name":"slack-url"}}""", ("address", _server.Address.ToString()), ("token", "xoxb-1"));

        Assert.True(await SendAsync());
        Assert.True(_server.Requests.TryDequeue(out var request));
        Assert.Equal("Bearer xoxb-1", request.Headers["Authorization"]);
        Assert.Equal(["get alertproviders/slack", "get secrets/slack-url"], _api.Calls);
    }

    [Fact]
    public async Task Token_OfASecretWithoutAnAddress_GoesNowhere()
    {
        Provider($$$"""{"type":"slack","address":"{{{_server.Address}}}","secretRef":{"name":"slack-url"}}""", ("token", "xoxb-1"));

        Assert.False(await SendAsync());
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(503, 6)]
    [InlineData(429, 6)]
    [InlineData(400, 1)]
    [InlineData(200, 1)]
    public async Task Alert_ThatMayYetBeTaken_IsSentAgain(int code, int times)
    {
        _server.Answer = _ => (code, "");
        Provider($$"""{"type":"slack","address":"{{_server.Address}}"}""");

        Assert.Equal(code == 200, await SendAsync());
        Assert.Equal(times, _server.Requests.Count);
    }

    [Fact]
    public async Task Alert_ToAProviderThatDoesNotExist_IsLostAtOnce()
    {
        _api.Answer = _ => new KubeResult(404, null, "NotFound", "");

        Assert.False(await SendAsync());
        Assert.Single(_api.Calls);
    }

    private async Task<bool> SendAsync()
    {
        var sent = Sender().SendAsync(Telling.RolledBack, new("shop", "slack"), CancellationToken.None);
        while (!sent.IsCompleted)
        {
            // Shorter than the deadline of an attempt under way.
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(1);
        }

        return await sent;
    }

    private AlertSender Sender() => new(_guarded, _ => _guarded, _api, _time, NullLogger<AlertSender>.Instance);

    private void Provider(string spec, params (string Key, string Value)[] secret)
    {
        var provider = JsonNode.Parse($$$"""{"metadata":{"name":"slack","namespace":"shop"},"spec":{{{spec}}}}""")!.AsObject();
        var data = new JsonObject(secret.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(each.Value)))));
        _api.Answer = call => new(200, call.StartsWith("get secrets/", StringComparison.Ordinal) ? new JsonObject { ["data"] = data.DeepClone() } : provider, "", "");
    }
}
