using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Whether two versions of a target may run side by side; what needs a look-up (volumes) is decided here and not at admission.</summary>
internal static class SplitSafety
{
    public static Reason? WhyNot(JsonObject deployment, Func<string, JsonObject?> claim)
    {
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            return NotHeldReasons.Recreate;
        }

        if (deployment.Number("spec", "revisionHistoryLimit") == 0)
        {
            return NotHeldReasons.NoHistory;
        }

        var replicas = deployment.Number("spec", "replicas") ?? 1;
        if (replicas > 0 && Unavailable(deployment, replicas) >= replicas)
        {
            return NotHeldReasons.MaxUnavailable;
        }

        return HasExclusiveVolume(deployment, claim) ? NotHeldReasons.ReadWriteOnce : null;
    }

    // As the controller rounds: maxUnavailable down, maxSurge up, and one pod where both would be none.
    private static int Unavailable(JsonObject deployment, int replicas)
    {
        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        var unavailable = Pods(rolling.At("maxUnavailable"), replicas, 25, 0);
        return unavailable == 0 && Pods(rolling.At("maxSurge"), replicas, 25, 99) == 0 ? 1 : unavailable;
    }

    private static int Pods(JsonNode? value, int replicas, int absent, int rounding) => value switch
    {
        JsonValue number when number.TryGetValue<int>(out var count) => count,
        JsonValue text when text.TryGetValue<string>(out var percent)
            && int.TryParse(percent.TrimEnd('%'), CultureInfo.InvariantCulture, out var share) => ((share * replicas) + rounding) / 100,
        _ => ((absent * replicas) + rounding) / 100,
    };

    private static bool HasExclusiveVolume(JsonObject deployment, Func<string, JsonObject?> claim) =>
        deployment.Objects("spec", "template", "spec", "volumes")
            .Select(volume => volume.Text("persistentVolumeClaim", "claimName"))
            .OfType<string>()
            .Select(claim)
            .Any(found => found?.At("spec", "accessModes") is JsonArray { Count: > 0 } modes
                && modes.All(mode => (string?)mode is "ReadWriteOnce" or "ReadWriteOncePod"));
}
