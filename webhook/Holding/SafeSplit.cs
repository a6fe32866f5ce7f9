using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Holding;

/// <summary>Reasons, decidable from the update alone, for which a new version is not held.</summary>
internal static class SafeSplit
{
    public static Reason? WhyNot(JsonObject old, JsonObject desired)
    {
        var spec = desired.At("spec");
        return Asked(old, desired, AnnotationNames.Bypass) ? NotHeldReasons.Bypass
            : Asked(old, desired, AnnotationNames.SkipAnalysis) ? NotHeldReasons.SkipAnalysis
            : old.Number("status", "readyReplicas") is not > 0 ? NotHeldReasons.NoReadyPod
            : spec.Text("strategy", "type") == "Recreate" ? NotHeldReasons.Recreate
            : Unavailable(spec) >= (spec.Number("replicas") ?? 1) ? NotHeldReasons.MaxUnavailable
            : spec.Number("revisionHistoryLimit") == 0 ? NotHeldReasons.NoHistory
            : null;
    }

    /// <summary>Counts only in the update that sets or changes it, so that one left in Git works once.</summary>
    public static bool Asked(JsonObject old, JsonObject desired, string annotation) =>
        desired.Annotation(annotation) is { } reason && !string.IsNullOrWhiteSpace(reason) && reason != old.Annotation(annotation);

    // As the Deployment controller resolves it: unavailable rounds down, surge up, and both zero means one unavailable.
    private static int Unavailable(JsonNode? spec)
    {
        var replicas = spec.Number("replicas") ?? 1;
        var rolling = spec.At("strategy", "rollingUpdate");
        var unavailable = (int)Math.Floor(Resolved(rolling.At("maxUnavailable"), replicas));
        var surge = (int)Math.Ceiling(Resolved(rolling.At("maxSurge"), replicas));
        return unavailable == 0 && surge == 0 ? 1 : unavailable;
    }

    private static double Resolved(JsonNode? value, int replicas) => value switch
    {
        JsonValue number when number.TryGetValue<int>(out var count) => count,
        JsonValue text when text.TryGetValue<string>(out var share) && share.EndsWith('%')
            && int.TryParse(share.AsSpan(0, share.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) => replicas * percent / 100.0,
        _ => replicas * 0.25,
    };
}
