using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>Alerts that Flagger never sends and answers that it misreads. Tests are named after its defects.</summary>
public sealed class HookDefectTests : GatheredWorld, IAsyncLifetime, IDisposable
{
    private readonly HttpClient _guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private HookServer _server = null!;

    public async Task InitializeAsync() => _server = await HookServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _guarded.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\"severity\":\"\",")]
    public async Task FB05_AlertWithoutASeverity_IsSentFromInfoOn(string severity)
    {
        var provider = Thing.Json($$$"""{"metadata":{"name":"room","namespace":"shop"},"spec":{"type":"webhook","address":"{{{_server.Address}}}"}}""");
        Api.Answer = _ => new(200, provider, "", "");
        Canary["spec"]!["analysis"]!["alerts"] = new JsonArray(JsonNode.Parse($$"""{"name":"all",{{severity}}"providerRef":{"name":"room"} }"""));
        var seen = await SeenAsync();
        var desk = new AlertDesk(
            new ReceiverQueues(), new AlertSender(_guarded, _ => _guarded, Api, TimeProvider.System, NullLogger<AlertSender>.Instance), new EndingLedger(), new AnalyzerMetrics(Metrics.NewCustomRegistry()));

        desk.Tell(new RolloutWorld { Canary = Canary, Seen = seen }, new([], seen.Status with { Phase = RolloutPhase.Progressing, Message = "New revision detected!" }, null));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_server.Requests.IsEmpty)
        {
            await Task.Delay(5, patience.Token);
        }

        Assert.Equal("New revision detected!", (string?)JsonNode.Parse(Assert.Single(_server.Requests).Body)!["message"]);
    }

    [Theory]
    [InlineData(204, true, "HTTP 204")]
    [InlineData(299, true, "HTTP 299: 3 of 7 tests failed")]
    [InlineData(500, false, "HTTP 500: 3 of 7 tests failed")]
    [InlineData(503, false, "HTTP 503: 3 of 7 tests failed")]
    public async Task FB20_AnswerOfAHook_IsAYesForAny2xxAndKeepsWhyNot(int code, bool passed, string sentence)
    {
        _server.Answer = _ => (code, "3 of 7 tests failed");
        var caller = new HookCaller(_guarded, _guarded, Api, new HostSlots(), TimeProvider.System);

        var reply = await caller.CallAsync("shop", new(_server.Address, TimeSpan.FromMinutes(1), 0), "once", [], CancellationToken.None);

        Assert.Equal((passed, sentence), (reply.Passed, reply.Sentence));
    }
}
