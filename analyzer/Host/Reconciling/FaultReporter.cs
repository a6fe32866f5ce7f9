using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>A Canary that cannot be worked on: its faults go where its author looks, once per change; nothing else of it is touched.</summary>
internal sealed class FaultReporter(IKubeApi api, EventWriter events, StatusMemory memory)
{
    private const string Reason = "InvalidSpec";

    // A fault repeats what was written: a Canary near the largest size would not fit with it twice.
    private const int LongestMessage = 4096;

    private readonly ConcurrentDictionary<RolloutKey, string> _warned = [];

    /// <summary>Faults of a spec whose last good form stays in force: said once, while the rollout goes on.</summary>
    public void Warn(RolloutKey key, JsonObject canary, IReadOnlyList<string> faults)
    {
        var all = string.Join("; ", faults);
        if (all.Length == 0)
        {
            Forget(key);
        }
        else if ((!_warned.TryGetValue(key, out var before) || before != all) && EventSubject.Of(canary) is { } about)
        {
            _warned[key] = all;
            events.Write(new(about, true, Reason, $"the last good spec stays in force: {all}"));
        }
    }

    /// <summary>There is no such Canary any more.</summary>
    public void Forget(RolloutKey key) => _warned.TryRemove(key, out _);

    public async Task<ReconcileOutcome> ReportAsync(RolloutKey key, JsonObject canary, IReadOnlyList<string> faults, CancellationToken cancellation)
    {
        var all = string.Join("; ", faults);
        var message = all.Length > LongestMessage ? all[..LongestMessage] + "…" : all;
        if (canary.Text("status", "reason") == Reason && canary.Text("status", "message") == message)
        {
            return ReconcileOutcome.Settled;
        }

        if (EventSubject.Of(canary) is { } about)
        {
            events.Write(new(about, true, Reason, message));
        }

        var patch = new JsonObject { ["status"] = new JsonObject { ["reason"] = Reason, ["message"] = message } };
        var result = await api.PatchAsync(KubeKind.Canaries, key.Namespace, key.Name, PatchKind.Merge, patch, "status", cancellation);
        if (result is { Ok: true, Object: { } written })
        {
            memory.Wrote(key, written);
        }

        return result.Ok || result.NotFound ? ReconcileOutcome.Settled : new ReconcileOutcome.Retry(result.Message);
    }
}
