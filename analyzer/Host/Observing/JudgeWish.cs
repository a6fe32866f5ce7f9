using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>How a team wants its versions compared: by the annotation of its Canary, else by that of the Deployment. Nothing is compared for
/// whoever says nothing, or what is not legal.</summary>
internal static class JudgeWish
{
    public static JudgeSettings Of(JsonObject canary, JsonObject? target, TrafficRules traffic) => new()
    {
        Mode = Mode(canary, target),
        Unit = traffic is { Affinity: null, Sticky: null } ? SplitUnit.Request : SplitUnit.User,
    };

    private static JudgeMode Mode(JsonObject canary, JsonObject? target) => (Said(canary) ?? Said(target)) switch
    {
        "strict" => JudgeMode.Strict,
        "advisory" => JudgeMode.Advisory,
        _ => JudgeMode.Off,
    };

    private static string? Said(JsonObject? thing) => thing is null ? null : AnnotationRules.Legal(thing, AnnotationNames.Judge);
}
