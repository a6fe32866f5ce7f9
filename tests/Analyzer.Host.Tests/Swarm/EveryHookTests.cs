using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Swarm;

/// <summary>A rollout with hooks of all eight types, read back from their receiver as the exact order of calls and events.</summary>
public sealed class EveryHookTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private HookServer _server = null!;
    private HookServer _refusing = null!;
    private SwarmDesks _desks = null!;

    public async Task InitializeAsync()
    {
        (_server, _refusing) = (await HookServer.StartAsync(), await HookServer.StartAsync());
        _refusing.Answer = _ => (403, "no");
        _desks = new(_time, _server.Address);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _refusing.DisposeAsync();
    }

    public void Dispose() => _desks.Dispose();

    [Fact]
    public async Task Rollout_WithEveryHook_CallsAndTellsInThisOrder()
    {
        var rollout = await RanAsync();

        Assert.Equal(
            [
                "confirm-rollout: Initialized 0", "pre-rollout: Progressing 0", "confirm-traffic-increase: Progressing 0",
                "rollout: Progressing 10", "confirm-traffic-increase: Progressing 10", "rollout: Progressing 20", "confirm-traffic-increase: Progressing 20",
                "confirm-promotion: Progressing 20", "post-rollout: Succeeded 0",
            ],
            Received(_server).Where(each => each["type"]!.ToString() != "event").Select(each => $"{each["type"]}: {each["phase"]} {each["weight"]}"));
        Assert.Equal(["rollback: Initialized", "rollback: Progressing"], Received(_refusing).Select(each => $"{each["type"]}: {each["phase"]}").Distinct());
        Assert.InRange(_refusing.Requests.Count, 3, 5);
        Assert.Equal(
            [
                "Confirm-rollout check confirm-rollout passed", "New revision detected! Scaling up web-canary.shop (version bbbbbbbbbb)", "Pre-rollout check pre-rollout passed",
                "Confirm-traffic-increase check confirm-traffic-increase passed", "Advance web.shop canary weight 10",
                "Confirm-traffic-increase check confirm-traffic-increase passed", "Advance web.shop canary weight 20",
                "Confirm-traffic-increase check confirm-traffic-increase passed", "Confirm-promotion check confirm-promotion passed", "Promoting web.shop version bbbbbbbbbb: ",
                "Promotion completed! web.shop runs version bbbbbbbbbb",
            ],
            Received(_server).Where(each => each["type"]!.ToString() == "event").Select(each => (string?)each["metadata"]!["eventMessage"]));
        Assert.Equal(rollout.Said.Count, Received(_server).Count(each => each["type"]!.ToString() == "event"));
    }

    private async Task<SwarmRollout> RanAsync()
    {
        List<Hook> hooks = [.. Enum.GetValues<HookType>().Select((type, place) => new Hook(place, type.Word(), type, new((type is HookType.Rollback ? _refusing : _server).Address, TimeSpan.FromMinutes(1), 0)))];
        var rollout = new SwarmRollout(new("shop", "web"), _desks, _time) { Spec = SwarmRollout.Plain with { Steps = new(10, 20, []), Hooks = hooks } };
        using var stop = new CancellationTokenSource();
        using var queue = new WorkQueue<RolloutKey>(new(), _time);
        var worker = new ReconcileWorker<RolloutKey>(queue, (_, cancellation) => rollout.TickAsync(cancellation), new(), _time, NullLogger.Instance);
        _desks.Runner.Answered += queue.Enqueue;
        queue.Enqueue(new("shop", "web"));
        var running = Task.Run(() => worker.RunAsync(stop.Token, stop.Token));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Received(_server).Exists(each => each["type"]!.ToString() == "post-rollout") || Received(_server).Count(each => each["type"]!.ToString() == "event") < rollout.Said.Count)
        {
            await Task.Delay(10, patience.Token);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
        return rollout;
    }

    private static List<JsonObject> Received(HookServer server) => [.. server.Requests.Select(each => JsonNode.Parse(each.Body)!.AsObject())];
}
