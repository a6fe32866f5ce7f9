using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Endpoints learn of a pod's end seconds after its containers are told to stop. An app without a hook of its own sleeps for that
/// long first, and the pod's grace period grows by as much: a sleep longer than the grace period is refused by the API server.</summary>
internal static class StopDelay
{
    private const int Seconds = 5;
    private const long DefaultGrace = 30;

    /// <summary>First minor where the sleep action is on: an older API server drops it and then refuses the empty hook, and with it the pod.</summary>
    private const int FirstSleepMinor = 30;

    public static void Apply(JsonObject spec, int? oldestNodeMinor)
    {
        if (oldestNodeMinor < FirstSleepMinor)
        {
            return;
        }

        var grown = false;
        foreach (var container in spec.Objects("containers").Where(each => each.At("lifecycle", "preStop") is null))
        {
            container.Within("lifecycle")["preStop"] = new JsonObject { ["sleep"] = new JsonObject { ["seconds"] = Seconds } };
            grown = true;
        }

        if (grown)
        {
            // 64 bits wide in the API: one more second must not turn the longest into the past.
            var grace = spec["terminationGracePeriodSeconds"] is JsonValue value && value.TryGetValue<long>(out var given) ? given : DefaultGrace;
            spec["terminationGracePeriodSeconds"] = grace > long.MaxValue - Seconds ? grace : grace + Seconds;
        }
    }
}
