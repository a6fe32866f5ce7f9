using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Alerts;

public sealed class InstallationProviderTests : GatheredWorld, IAsyncLifetime, IDisposable
{
    private readonly HttpClient _guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings-");
    private readonly RecordingApi _api = new();
    private HookServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await HookServer.StartAsync();
        var address = Convert.ToBase64String(Encoding.UTF8.GetBytes(_server.Address.ToString()));
        _api.Answer = _ => new(200, new JsonObject { ["data"] = new JsonObject { ["address"] = address } }, "", "");
        Set("alert-type", "slack");
        Set("alert-secret", "room");
        Set("alert-channel", "releases");
        Set("alert-username", "mesh");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _guarded.Dispose();
    }

    [Fact]
    public async Task Rollout_WhoseCanaryNamesNoAlerts_IsToldToTheInstallationsRoom()
    {
        await TellAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_server.Requests.IsEmpty)
        {
            await Task.Delay(5, patience.Token);
        }

        var body = JsonNode.Parse(Assert.Single(_server.Requests).Body)!;
        Assert.Equal(("releases", "mesh"), ((string?)body["channel"], (string?)body["username"]));
        Assert.Equal(["get secrets/room"], _api.Calls);
    }

    [Fact]
    public async Task Rollout_WithoutARoomInTheSettings_IsToldToNobody()
    {
        Set("alert-secret", "");

        await TellAsync();

        Assert.Empty(Provider().Alerts);
        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Rollout_WhoseCanaryNamesAlerts_IsToldToThoseAlone()
    {
        Canary["spec"]!["analysis"]!["alerts"] = new JsonArray(JsonNode.Parse("""{"name":"own","providerRef":{"name":"own"}}"""));
        _api.Answer = _ => new(404, null, "NotFound", "");

        await TellAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_api.Calls.Count == 0)
        {
            await Task.Delay(5, patience.Token);
        }

        Assert.Equal(["get alertproviders/own"], _api.Calls);
    }

    private async Task TellAsync()
    {
        var seen = await SeenAsync();
        var sender = new AlertSender(_guarded, _ => _guarded, _api, TimeProvider.System, NullLogger<AlertSender>.Instance) { Fallback = Provider() };
        var desk = new AlertDesk(new ReceiverQueues(), sender, new EndingLedger(), new AnalyzerMetrics(Metrics.NewCustomRegistry()));
        desk.Tell(
            new() { Canary = Canary, Seen = seen },
            new([], seen.Status with { Phase = RolloutPhase.Progressing, Message = "New revision detected!" }, null));
    }

    private InstallationProvider Provider() => new(new InstallationSettings(_folder.FullName), "canarymesh-system");

    private void Set(string key, string value) => File.WriteAllText(Path.Combine(_folder.FullName, key), value);
}
