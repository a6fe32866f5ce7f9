using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Telemetry;

public sealed class EventWriterTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly RolloutEvent What =
        new(new EventSubject("flagger.app/v1beta1", "Canary", "shop", "api", "u1"), false, "Synced", "New revision detected");

    private readonly FakeTimeProvider _time = new();
    private readonly EventCalls _api = new();
    private readonly CancellationTokenSource _stop = new();
    private EventWriter _writer = null!;
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        var metrics = new AnalyzerMetrics(Metrics.NewCustomRegistry());
        _writer = new EventWriter(_api, metrics, _time, NullLogger<EventWriter>.Instance);
        _running = Task.Run(() => _writer.RunAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Event_New_IsCreatedOnItsSubject()
    {
        _writer.Write(What);

        var (verb, body) = await NextAsync();
        Assert.Equal("create", verb);
        Assert.Equal(
            ("Canary", "Normal", "Synced", "canarymesh", 1),
            ((string?)body["involvedObject"]!["kind"], (string?)body["type"], (string?)body["reason"],
                (string?)body["source"]!["component"], (int?)body["count"]));
    }

    [Fact]
    public async Task Event_Repeated_RaisesTheCount()
    {
        _writer.Write(What);
        _writer.Write(What);
        await NextAsync();

        var (verb, body) = await NextAsync();

        Assert.Equal(("patch", 2), (verb, (int?)body["count"]));
    }

    [Fact]
    public async Task Event_RepeatedAfterItExpired_IsCreatedAnew()
    {
        _api.PatchAnswer = new KubeResult(404, null, "NotFound", "");
        _writer.Write(What);
        _writer.Write(What);

        Assert.Equal(["create", "patch", "create"], [(await NextAsync()).Verb, (await NextAsync()).Verb, (await NextAsync()).Verb]);
    }

    [Fact]
    public async Task Event_RepeatedMuchLater_IsCreatedAnew()
    {
        _writer.Write(What);
        await NextAsync();

        _time.Advance(TimeSpan.FromMinutes(11));
        _writer.Write(What);

        Assert.Equal("create", (await NextAsync()).Verb);
    }

    private async Task<(string Verb, System.Text.Json.Nodes.JsonNode Body)> NextAsync() =>
        await _api.Calls.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
