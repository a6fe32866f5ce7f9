using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with how a version is to be compared with the primary.</summary>
internal static class JudgingFaults
{
    public static void Find(JsonObject analysis, string path, Findings found)
    {
        found.OneOf(analysis, path, "judge", "strict", "advisory", "off");
        found.OneOf(analysis, path, "pace", "clock", "proof");
        found.OneOf(analysis, path, "sharedCause", "hold", "blame");
        found.OneOf(analysis, path, "limits", "checks", "evidence");
        found.OneOf(analysis, path, "preset", "cautious", "standard", "eager");
        found.Test(analysis, path, "calm", value => value is JsonValue flag && flag.TryGetValue<bool>(out _), "true or false");
        found.Test(analysis, path, "margins", value => value is JsonObject, "an object with errors");
        found.Test(analysis.At("margins"), path + ".margins", "errors", value => value is JsonObject, "an object with ratio and points");
        var (errors, place) = (analysis.At("margins", "errors"), path + ".margins.errors");
        found.Test(errors, place, "ratio", value => Findings.NumberOf(value) is { } ratio && ErrorMargin.IsRatio(ratio), "a number from 1 to 100");
        found.Test(errors, place, "points", value => Findings.NumberOf(value) is { } points && ErrorMargin.IsPoints(points), "a number from 0 to 100, in percentage points");
    }
}
