using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>A step that is on record → alerts in the queues of the providers that its Canary names. Never waits. An end is told again after a
/// restart, unless the record says that it was told.</summary>
internal sealed class AlertDesk(ReceiverQueues queues, AlertSender sender, EndingLedger ledger, AnalyzerMetrics metrics)
{
    public RolloutWorld Look(RolloutWorld world) => world.Seen is { Status.Post: { } ending } seen && ledger.IsTold(seen.Key, ending)
        ? world with { Seen = seen with { EndingTold = true } }
        : world;

    public void Tell(RolloutWorld world, RolloutPlan plan)
    {
        List<JsonObject> named = [.. world.Canary.Objects("spec", "analysis", "alerts")];
        List<JsonObject> wanted = named.Count > 0 ? named : [.. sender.Fallback?.Alerts ?? []];
        if (wanted.Count == 0)
        {
            return;
        }

        var seen = world.Seen;
        var ending = plan.Status.Post is { } post && post != seen.Status.Post ? post : null;
        foreach (var alert in AlertRules.Of(seen, plan))
        {
            Send(world, wanted, alert, ending);
            ending = null;
        }

        if (seen.Status.Post is { } old && old == plan.Status.Post && !ledger.IsTold(seen.Key, old))
        {
            Repeat(world, wanted, old);
        }
    }

    public void Forget(RolloutKey key) => ledger.Forget(key);

    // On record, and not in the queues of this leader: another one may have ended before it was told.
    private void Repeat(RolloutWorld world, List<JsonObject> wanted, PostRound ending)
    {
        if (AlertRules.Again(world.Seen) is { } alert)
        {
            Send(world, wanted, alert, ending);
        }
        else
        {
            ledger.Begin(world.Seen.Key, ending, 0);
        }
    }

    private void Send(RolloutWorld world, List<JsonObject> wanted, Alert alert, PostRound? ending)
    {
        var full = alert with { Facts = [.. alert.Facts, .. Images(world)] };
        var key = world.Seen.Key;
        var providers = Receivers(key, wanted, alert.Severity);
        if (ending is not null && !ledger.Begin(key, ending, providers.Count))
        {
            return;
        }

        foreach (var provider in providers.Where(provider => !queues.Tell($"alert {provider}", stop => SendAsync(full, provider, ending, stop))))
        {
            Lost(key, ending);
        }
    }

    private async Task SendAsync(Alert alert, ObjectKey provider, PostRound? ending, CancellationToken stop)
    {
        if (!await sender.SendAsync(alert, provider, stop))
        {
            Lost(alert.Rollout, ending);
        }
        else if (ending is not null)
        {
            ledger.Done(alert.Rollout, ending);
        }
    }

    private void Lost(RolloutKey key, PostRound? ending)
    {
        metrics.AlertLost();
        if (ending is not null)
        {
            ledger.Done(key, ending);
        }
    }

    /// <summary>The AlertProviders that alerts of a severity go to, each once.</summary>
    public static IReadOnlyList<ObjectKey> Receivers(RolloutKey key, IEnumerable<JsonObject> wanted, AlertSeverity severity) =>
        [.. wanted.Where(each => AlertRules.Wants(each.Text("severity"), severity)).Select(each => Provider(key, each)).OfType<ObjectKey>().Distinct()];

    private static ObjectKey? Provider(RolloutKey key, JsonObject alert) => alert.Text("providerRef", "name") is { Length: > 0 } name
        ? new(alert.Text("providerRef", "namespace") is { Length: > 0 } ns ? ns : key.Namespace, name)
        : null;

    // The hash tells versions apart; people know them by their images.
    private static IEnumerable<AlertFact> Images(RolloutWorld world)
    {
        var images = (world.Target?.Objects("spec", "template", "spec", "containers") ?? []).Select(each => each.Text("image")).OfType<string>();
        return string.Join(", ", images) is { Length: > 0 } all ? [new("Images", all)] : [];
    }
}
