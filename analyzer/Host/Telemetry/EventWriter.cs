using System.Threading.Channels;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Writes Events behind the ticks' back: a full queue loses the newest and counts it, a tick never waits.</summary>
internal sealed partial class EventWriter(IKubeApi api, AnalyzerMetrics metrics, TimeProvider time, ILogger<EventWriter> logger)
{
    private const int QueueLength = 512;
    private readonly EventLedger _ledger = new();
    private readonly Channel<RolloutEvent> _queue = Channel.CreateBounded<RolloutEvent>(QueueLength);

    /// <summary>Hands the event over; never waits.</summary>
    public void Write(RolloutEvent what)
    {
        if (!_queue.Writer.TryWrite(what))
        {
            metrics.EventLost();
        }
    }

    /// <summary>Runs until asked to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var what in _queue.Reader.ReadAllAsync(stop))
            {
                await WriteOneAsync(what, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task WriteOneAsync(RolloutEvent what, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var entry = _ledger.Next(what, now);
        var result = entry.Count == 1 ? await CreateAsync(what, entry, stop) : await RepeatAsync(what, entry, stop);
        if (result.NotFound && entry.Count > 1)
        {
            // The API server keeps Events for a while only.
            _ledger.Forget(what);
            entry = _ledger.Next(what, now);
            result = await CreateAsync(what, entry, stop);
        }

        if (result.Ok)
        {
            _ledger.Written(what, entry);
            return;
        }

        metrics.EventLost();
        LogLost(what.Reason, result.Code, result.Reason, result.Message);
    }

    private Task<KubeResult> CreateAsync(RolloutEvent what, EventLedger.Entry entry, CancellationToken stop) =>
        api.CreateAsync(KubeKind.Events, what.Subject.Namespace, what.ToJson(entry.Name, entry.Last), stop);

    private Task<KubeResult> RepeatAsync(RolloutEvent what, EventLedger.Entry entry, CancellationToken stop)
    {
        var patch = RolloutEvent.Again(entry.Count, entry.Last);
        return api.PatchAsync(KubeKind.Events, what.Subject.Namespace, entry.Name, PatchKind.Merge, patch, null, stop);
    }
}
