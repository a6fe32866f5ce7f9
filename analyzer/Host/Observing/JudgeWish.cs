using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>How a team wants its versions judged: by the annotation of its Canary, else by its spec, else, where an annotation made the Canary, by
/// those of the Deployment. What is not legal is not said. Whoever says nothing is judged strictly, and only told where the manifest is its own:
/// it is Flagger's meaning that such a manifest was written for.</summary>
internal static class JudgeWish
{
    public static JudgeSettings Of(JsonObject canary, JsonObject? good, JsonObject? target, TrafficRules traffic)
    {
        var isInferred = CanaryInference.IsInferred(canary);
        var mode = AnnotationRules.Legal(canary, AnnotationNames.Judge)
            ?? Spec(good ?? canary, AnnotationNames.Judge, "judge")
            ?? (isInferred && target is not null ? AnnotationRules.Legal(target, AnnotationNames.Judge) : null);
        return new()
        {
            Mode = Mode(mode) ?? (isInferred ? JudgeMode.Strict : JudgeMode.Advisory),
            Pace = isInferred ? Pace.Proof : Pace.Clock,
            SharedCause = isInferred ? SharedCause.Hold : SharedCause.Blame,
            Unit = traffic is { Affinity: null, Sticky: null } ? SplitUnit.Request : SplitUnit.User,
        };
    }

    private static JudgeMode? Mode(string? said) => said switch
    {
        "strict" => JudgeMode.Strict,
        "advisory" => JudgeMode.Advisory,
        "off" => JudgeMode.Off,
        _ => null,
    };

    private static string? Spec(JsonObject canary, string name, string field) =>
        canary.Text("spec", "analysis", field) is { } text && AnnotationRules.ByName[name].IsLegal(text) ? text : null;
}
