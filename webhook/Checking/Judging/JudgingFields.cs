using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Judging;

/// <summary>The fields that say how versions are judged, each with the annotation of a Deployment that says the same.</summary>
internal static class JudgingFields
{
    public const string Judge = "judge";
    public const string Pace = "pace";
    public const string SharedCause = "sharedCause";
    public const string Limits = "limits";
    public const string Preset = "preset";
    public const string Calm = "calm";
    public const string Margins = "margins";

    public static readonly IReadOnlyList<(string Field, string Annotation)> All =
    [
        (Judge, AnnotationNames.Judge), (Pace, AnnotationNames.JudgePace), (SharedCause, AnnotationNames.JudgeSharedCause), (Limits, AnnotationNames.JudgeLimits),
        (Preset, AnnotationNames.JudgePreset), (Calm, AnnotationNames.JudgeCalm), (Margins, AnnotationNames.JudgeMargin),
    ];

    /// <summary>Warns of a value without effect; one that asks for no more than silence does is nobody's mistake.</summary>
    public static void Tell(JudgedBy by, string field, JsonNode? value, string path, Findings found)
    {
        if (value is not null && AsksForMore(field, value.Text() ?? value.ToJsonString()) && by.Against(field) is { } idle)
        {
            found.Idle(value, path, idle.Words, idle.Where);
        }
    }

    private static bool AsksForMore(string field, string text) => field switch
    {
        Judge => text is "strict",
        Pace => text is "proof",
        SharedCause => text is "hold",
        Limits => text is "evidence",
        Preset => text is not "standard",
        Calm => text is "true",
        _ => text is not "{}",
    };
}
