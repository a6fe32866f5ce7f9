using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Alerts;

/// <summary>No tick waits for a chat room, and no end of a rollout is forgotten by a restart.</summary>
public sealed class AlertDeskTests : GatheredWorld, IAsyncLifetime, IDisposable
{
    private static readonly PostRound Ending = new("v1:abc", "Succeeded", new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
    private readonly RecordingApi _api = new();
    private HookServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await HookServer.StartAsync();
        var provider = JsonNode.Parse($$$"""{"metadata":{"name":"room","namespace":"shop"},"spec":{"type":"webhook","address":"{{{_server.Address}}}"}}""")!.AsObject();
        _api.Answer = _ => new(200, provider, "", "");
        Canary["spec"]!["analysis"]!["alerts"] = new JsonArray(
            JsonNode.Parse("""{"name":"all","providerRef":{"name":"room"}}"""), JsonNode.Parse("""{"name":"errors","severity":"error","providerRef":{"name":"other"}}"""));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _guarded.Dispose();

    [Fact]
    public async Task Tell_WithASlowProvider_ReturnsAtOnceAndTellsItLater()
    {
        var slow = new TaskCompletionSource();
        _server.Gate = slow.Task;
        var seen = await SeenAsync();

        Desk(new()).Tell(World(seen), new([], seen.Status with { Phase = RolloutPhase.Progressing, Message = "New revision detected!" }, null));
        slow.SetResult();
        await UntilAsync(() => !_server.Requests.IsEmpty);

        Assert.Equal("New revision detected!", (string?)JsonNode.Parse(Assert.Single(_server.Requests).Body)!["message"]);
        Assert.Equal(["get alertproviders/room"], _api.Calls);
    }

    [Fact]
    public async Task Ending_ThatThisLeaderTold_IsToldOnceAndThenKnownAsTold()
    {
        var ledger = new EndingLedger();
        var told = new List<RolloutKey>();
        ledger.Told += told.Add;
        var desk = Desk(ledger);
        var seen = await SeenAsync();
        var before = seen with { Status = seen.Status with { Phase = RolloutPhase.Finalising } };
        var ended = seen.Status with { Phase = RolloutPhase.Succeeded, Post = Ending, Message = "Promotion completed!" };

        desk.Tell(World(before), new([], ended, null));
        var after = World(seen with { Status = ended });
        desk.Tell(after, new([], ended, null));
        await UntilAsync(() => desk.Look(after).Seen.EndingTold);

        Assert.Single(_server.Requests);
        Assert.Equal([Key], told);
    }

    [Fact]
    public async Task Ending_OnRecordAfterARestart_IsToldAgain()
    {
        var desk = Desk(new());
        var seen = await SeenAsync();
        var world = World(seen with { Status = seen.Status with { Phase = RolloutPhase.Succeeded, Post = Ending, Message = "Promotion completed!" } });

        desk.Tell(world, new([], world.Seen.Status, null));
        await UntilAsync(() => desk.Look(world).Seen.EndingTold);

        Assert.Equal("Promotion completed!", (string?)JsonNode.Parse(Assert.Single(_server.Requests).Body)!["message"]);
    }

    [Fact]
    public async Task Ending_ThatWasOvertakenBeforeARestart_IsLeftAtThat()
    {
        var desk = Desk(new());
        var seen = await SeenAsync();
        var world = World(seen with { Status = seen.Status with { Phase = RolloutPhase.Progressing, Post = Ending } });

        desk.Tell(world, new([], world.Seen.Status, null));

        Assert.True(desk.Look(world).Seen.EndingTold);
        Assert.Empty(_server.Requests);
    }

    private RolloutWorld World(RolloutObservation seen) => new() { Canary = Canary, Seen = seen };

    private AlertDesk Desk(EndingLedger ledger) => new(
        new ReceiverQueues(),
        new AlertSender(_guarded, _ => _guarded, _api, TimeProvider.System, NullLogger<AlertSender>.Instance),
        ledger,
        new AnalyzerMetrics(Metrics.NewCustomRegistry()));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
