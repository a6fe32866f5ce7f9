using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources.Canaries;
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
        var analysis = (good ?? canary).At("spec", "analysis") as JsonObject ?? [];
        var annotated = isInferred ? target : null;
        return new()
        {
            Mode = Mode(AnnotationRules.Legal(canary, AnnotationNames.Judge) ?? Said(analysis, "judge", annotated, AnnotationNames.Judge), isInferred),
            Pace = Said(analysis, "pace", annotated, AnnotationNames.JudgePace) is { } pace ? pace == "proof" ? Pace.Proof : Pace.Clock : isInferred ? Pace.Proof : Pace.Clock,
            SharedCause = Said(analysis, "sharedCause", annotated, AnnotationNames.JudgeSharedCause) is { } cause
                ? cause == "hold" ? SharedCause.Hold : SharedCause.Blame
                : isInferred ? SharedCause.Hold : SharedCause.Blame,
            Limits = Said(analysis, "limits", annotated, AnnotationNames.JudgeLimits) is { } limits
                ? limits == "evidence" ? LimitReading.Evidence : LimitReading.Checks
                : isInferred ? LimitReading.Evidence : LimitReading.Checks,
            Alpha = Alpha(Said(analysis, "preset", annotated, AnnotationNames.JudgePreset)),
            IsCalm = Said(analysis, "calm", annotated, AnnotationNames.JudgeCalm) == "true",
            Errors = Errors(analysis.At("margins", "errors"), annotated),
            Unit = traffic is { Affinity: null, Sticky: null } ? SplitUnit.Request : SplitUnit.User,
        };
    }

    private static JudgeMode Mode(string? said, bool isInferred) => said switch
    {
        "strict" => JudgeMode.Strict,
        "advisory" => JudgeMode.Advisory,
        "off" => JudgeMode.Off,
        _ => isInferred ? JudgeMode.Strict : JudgeMode.Advisory,
    };

    private static double Alpha(string? preset) => preset switch
    {
        "cautious" => 0.001,
        "eager" => 0.05,
        _ => 0.01,
    };

    private static Margin Errors(JsonNode? written, JsonObject? annotated)
    {
        var (ratio, points) = (Number(written, "ratio"), Number(written, "points"));
        var margin = ratio is null && points is null && annotated is not null ? ErrorMargin.Parse(annotated.Annotation(AnnotationNames.JudgeMargin)) : null;
        return new(
            (double)(ratio is { } times && ErrorMargin.IsRatio(times) ? times : margin?.Ratio ?? CanaryDefaults.ErrorRatio),
            (double)((points is { } more && ErrorMargin.IsPoints(more) ? more : margin?.Points ?? CanaryDefaults.ErrorPoints) / 100));
    }

    private static decimal? Number(JsonNode? from, string field) => from.At(field) is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    private static string? Said(JsonObject analysis, string field, JsonObject? annotated, string name)
    {
        var written = analysis.At(field) is JsonValue flag && flag.TryGetValue<bool>(out var on) ? on ? "true" : "false" : analysis.Text(field);
        return written is not null && AnnotationRules.ByName[name].IsLegal(written) ? written
            : annotated is null ? null
            : AnnotationRules.Legal(annotated, name);
    }
}
