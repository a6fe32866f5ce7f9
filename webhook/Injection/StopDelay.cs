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

    public static void Apply(JsonObject spec, int? oldestNodeMinor, bool again)
    {
        if (oldestNodeMinor < FirstSleepMinor)
        {
            return;
        }

        if (again)
        {
            DelaySidecar(spec);
        }
        else if (Delay(spec.Objects("containers")))
        {
            // 64 bits wide in the API: one more second must not turn the longest into the past.
            var grace = Grace(spec);
            spec["terminationGracePeriodSeconds"] = grace > long.MaxValue - Seconds ? grace : grace + Seconds;
        }
    }

    // A mesh's ordinary sidecar that came after us: told to stop at once, it would be gone when the app ends its last requests.
    private static void DelaySidecar(JsonObject spec)
    {
        if (Grace(spec) >= Seconds)
        {
            Delay(spec.Objects("containers").Where(each => each.Text("name") == MeshSidecar.Proxy));
        }
    }

    private static bool Delay(IEnumerable<JsonObject> containers)
    {
        var without = containers.Where(each => each.At("lifecycle", "preStop") is null).ToList();
        foreach (var container in without)
        {
            container.Within("lifecycle")["preStop"] = new JsonObject { ["sleep"] = new JsonObject { ["seconds"] = Seconds } };
        }

        return without.Count > 0;
    }

    private static long Grace(JsonObject spec) =>
        spec["terminationGracePeriodSeconds"] is JsonValue value && value.TryGetValue<long>(out var given) ? given : DefaultGrace;
}
