using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Judging;

/// <summary>How versions are to be judged, written out and without effect beside what else is written. Of defaults that nobody wrote nothing is said.</summary>
internal static class JudgingWarnings
{
    private const string Path = "spec.analysis";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Of a team's own Canary.</summary>
    public static void Find(JsonObject canary, Findings found)
    {
        if (IsInferred(canary) || canary.At("spec", "analysis") is not JsonObject analysis)
        {
            return;
        }

        // The annotation goes before the spec, which nobody needs to be told of.
        var annotated = AnnotationRules.Legal(canary, AnnotationNames.Judge);
        var by = JudgedBy.Of(canary, analysis, annotated ?? analysis.Text(JudgingFields.Judge) ?? "advisory");
        JudgingFields.Tell(by, JudgingFields.Judge, annotated, Place(AnnotationNames.Judge), found);
        foreach (var (field, _) in JudgingFields.All.Where(each => annotated is null || each.Field != JudgingFields.Judge))
        {
            JudgingFields.Tell(by, field, analysis.At(field), $"{Path}.{field}", found);
        }

        if (analysis.Text(JudgingFields.Limits) is "evidence" && by.Against(JudgingFields.Limits) is null)
        {
            LimitWarnings.Find(analysis, Path, found);
        }
    }

    /// <summary>Of a Deployment whose annotations make its Canary.</summary>
    public static IReadOnlyList<string> Of(JsonObject deployment)
    {
        var found = new Findings();
        var by = new JudgedBy(AnnotationRules.Legal(deployment, AnnotationNames.Judge) ?? CanaryDefaults.Judge)
        {
            HasShares = Weight(deployment, AnnotationNames.StepWeight) != 100 || Weight(deployment, AnnotationNames.MaxWeight) != 100,
            IsCalm = AnnotationRules.Legal(deployment, AnnotationNames.JudgeCalm) == "true",
        };
        foreach (var (field, annotation) in JudgingFields.All)
        {
            JudgingFields.Tell(by, field, AnnotationRules.Legal(deployment, annotation), Place(annotation), found);
        }

        return found.Warnings;
    }

    // The analyzer writes every field of such a Canary, whatever was asked for.
    private static bool IsInferred(JsonObject canary) => canary.Label(AnnotationNames.Inferred) is not null && canary.Annotation(LastApplied) is null;

    private static string Place(string annotation) => $"metadata.annotations: {annotation}";

    private static int? Weight(JsonObject deployment, string annotation) =>
        AnnotationRules.Legal(deployment, annotation) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
