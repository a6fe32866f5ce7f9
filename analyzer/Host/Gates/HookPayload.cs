using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>What a hook is told: Flagger's members, and ours beside them.</summary>
internal static class HookPayload
{
    public static JsonObject Of(RolloutObservation seen, HookCall call)
    {
        var payload = new JsonObject
        {
            ["name"] = seen.Key.Name,
            ["namespace"] = seen.Key.Namespace,
            ["phase"] = call.Phase,
            ["checksum"] = call.Version,
            ["type"] = call.Hook.Type.Word(),
            ["target"] = seen.Spec.Target,
            ["weight"] = seen.Weight,
            ["failedChecks"] = seen.Status.FailedChecks,
        };
        return With(payload, call.Hook.Address.Metadata);
    }

    /// <summary>Of one event; the hook's own metadata cannot write over what the event says.</summary>
    public static JsonObject OfEvent(RolloutObservation seen, HookCall call, bool warning, string message) => With(
        Of(seen, call),
        new Dictionary<string, string>(call.Hook.Address.Metadata)
        {
            ["eventMessage"] = message,
            ["eventType"] = warning ? "Warning" : "Normal",
            ["timestamp"] = seen.ObservedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        });

    private static JsonObject With(JsonObject payload, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count > 0)
        {
            payload["metadata"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        return payload;
    }
}
