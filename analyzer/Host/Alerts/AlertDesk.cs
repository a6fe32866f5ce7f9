using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>A step that is on record → alerts in the queues of the providers that its Canary names. Never waits.</summary>
internal sealed class AlertDesk(ReceiverQueues queues, AlertSender sender, AnalyzerMetrics metrics)
{
    public void Tell(RolloutWorld world, RolloutPlan plan)
    {
        var wanted = world.Canary.Objects("spec", "analysis", "alerts").ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var alert in AlertRules.Of(world.Seen, plan))
        {
            var full = alert with { Facts = [.. alert.Facts, .. Images(world)] };
            foreach (var provider in wanted.Where(each => AlertRules.Wants(each.Text("severity"), alert.Severity)).Select(each => Provider(world.Seen.Key, each)).OfType<ObjectKey>().Distinct())
            {
                if (!queues.Tell($"alert {provider}", stop => SendAsync(full, provider, stop)))
                {
                    metrics.AlertLost();
                }
            }
        }
    }

    private async Task SendAsync(Alert alert, ObjectKey provider, CancellationToken stop)
    {
        if (!await sender.SendAsync(alert, provider, stop))
        {
            metrics.AlertLost();
        }
    }

    private static ObjectKey? Provider(RolloutKey key, System.Text.Json.Nodes.JsonObject alert) => alert.Text("providerRef", "name") is { Length: > 0 } name
        ? new(alert.Text("providerRef", "namespace") is { Length: > 0 } ns ? ns : key.Namespace, name)
        : null;

    // The hash tells versions apart; people know them by their images.
    private static IEnumerable<AlertFact> Images(RolloutWorld world)
    {
        var images = (world.Target?.Objects("spec", "template", "spec", "containers") ?? []).Select(each => each.Text("image")).OfType<string>();
        return string.Join(", ", images) is { Length: > 0 } all ? [new("Images", all)] : [];
    }
}
