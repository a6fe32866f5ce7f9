using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Gates;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Swarm;

/// <summary>Fifty canaries with an endpoint that takes connections and never answers: the rollouts beside them take the time they take alone.
/// Every one of them tells its news to a chat room that never answers either.</summary>
public sealed class DeadEndpointTests : IAsyncLifetime, IDisposable
{
    private const int Slowed = 50;
    private const int Others = 6;
    private const int Patient = 2500;
    private const int Impatient = 25;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(50);
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TaskCompletionSource _never = new();
    private readonly List<SwarmRollout> _rollouts = [];
    private readonly HashSet<(SwarmRollout, DateTimeOffset)> _hanging = [];
    private HookServer _dead = null!;
    private SwarmDesks _desks = null!;

    public async Task InitializeAsync()
    {
        _dead = await HookServer.StartAsync();
        _dead.Gate = _never.Task;
        _desks = new(_time, _dead.Address);
    }

    public async Task DisposeAsync()
    {
        _never.SetResult();
        await _dead.DisposeAsync();
    }

    public void Dispose() => _desks.Dispose();

    [Fact]
    public async Task FiftyCanaries_WhoseMetricsServerNeverAnswers_SlowNoOther() =>
        await RunAsync(Slowed, SwarmRollout.Plain with { Checks = [new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1))] });

    [Theory]
    [InlineData(HookType.ConfirmRollout)]
    [InlineData(HookType.Rollout)]
    [InlineData(HookType.Event)]
    public async Task FiftyCanaries_WhoseHookNeverAnswers_SlowNoOther(HookType type) =>
        await RunAsync(Slowed, SwarmRollout.Plain with { Hooks = [new(0, "silent", type, new(_dead.Address, TimeSpan.FromSeconds(10), 0))] });

    private async Task RunAsync(int slowed, RolloutSpec spec)
    {
        var dead = Add("slow", slowed, spec);
        var others = Add("quick", Others, SwarmRollout.Plain);
        var began = _time.GetUtcNow();
        using var stop = new CancellationTokenSource();
        using var queue = new WorkQueue<RolloutKey>(new(), _time);
        var worker = new ReconcileWorker<RolloutKey>(queue, (key, cancellation) => _rollouts[int.Parse(key.Name, null)].TickAsync(cancellation), new(), _time, NullLogger.Instance);
        _desks.Runner.Answered += queue.Enqueue;
        foreach (var place in Enumerable.Range(0, _rollouts.Count))
        {
            queue.Enqueue(Key(place));
        }

        var running = Task.Run(() => worker.RunAsync(stop.Token, stop.Token));
        while (others.Exists(each => each.EndedAt is null) && _time.GetUtcNow() - began < Alone * 2)
        {
            await SettledAsync(others);
            _time.Advance(Step);
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(others, each => Assert.InRange((each.EndedAt ?? DateTimeOffset.MaxValue) - began, Alone, Alone + TimeSpan.FromSeconds(10)));
        Assert.NotEmpty(_dead.Requests);
        Assert.True(spec.HooksOf(HookType.Event).Any() || dead.TrueForAll(each => each.EndedAt is null));
    }

    private List<SwarmRollout> Add(string name, int count, RolloutSpec spec)
    {
        var added = Enumerable.Range(_rollouts.Count, count).Select(place => new SwarmRollout(Key(place), _desks, _time) { Spec = spec, Server = _dead.Address }).ToList();
        added.ForEach(each => each.Canary["spec"]!["analysis"]!["alerts"] = new JsonArray(JsonNode.Parse($$"""{"name":"{{name}}","providerRef":{"name":"room"} }""")));
        _rollouts.AddRange(added);
        return added;
    }

    // Time goes on when the others have done what is due by now, or hang: what was waited for in vain is not waited for as long again.
    private async Task SettledAsync(List<SwarmRollout> others)
    {
        for (var poll = 0; Late(others) is { Count: > 0 } late; poll++)
        {
            if (poll >= (late.TrueForAll(_hanging.Contains) ? Impatient : Patient))
            {
                _hanging.UnionWith(late);
                return;
            }

            await Task.Delay(2);
        }
    }

    private List<(SwarmRollout, DateTimeOffset)> Late(List<SwarmRollout> others) =>
        [.. others.Select(each => (Rollout: each, each.Due)).Where(each => each.Due <= _time.GetUtcNow())];

    private static RolloutKey Key(int place) => new("shop", place.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
