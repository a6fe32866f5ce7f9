using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The Canary of a Deployment that has nothing but the annotation, and perhaps a few settings beside it.</summary>
internal static class CanaryInference
{
    private const int LongestCanaryName = 253;
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private static readonly string[] Runs = ["Waiting", "Progressing", "WaitingPromotion"];

    /// <summary>Whether an annotation made it. A team that applies its own manifest over the inferred object has taken it over.</summary>
    public static bool IsInferred(JsonObject canary) =>
        (canary.Label(AnnotationNames.Inferred) == "true" || CanaryWishes.IsOfNamespace(canary)) && canary.Annotation(LastApplied) is null;

    /// <summary>The object to create; owned by the target, so that it goes with it.</summary>
    public static JsonObject Build(JsonObject deployment, bool isOfNamespace = false)
    {
        var name = deployment.Text("metadata", "name")!;
        var canary = new Canary
        {
            Metadata = new()
            {
                Name = name.Length > LongestCanaryName ? name[..LongestCanaryName] : name,
                Namespace = deployment.Text("metadata", "namespace"),
                Labels = new Dictionary<string, string> { [AnnotationNames.Inferred] = isOfNamespace ? AnnotationNames.InferredOfNamespace : "true", [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
                Finalizers = [AnnotationNames.LeaveFinalizer],
                OwnerReferences =
                [
                    new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = name, Uid = deployment.Text("metadata", "uid")!, Controller = false, BlockOwnerDeletion = false },
                ],
            },
            Spec = Spec(deployment),
        };
        return (JsonObject)JsonSerializer.SerializeToNode(canary, ResourceJson.Default.Canary)!;
    }

    /// <summary>The spec that the Deployment's annotations ask for. A value that is not legal came while admission was away: what was in force
    /// <paramref name="before"/> stays, else the default.</summary>
    public static CanarySpec Spec(JsonObject deployment, CanarySpec? before = null)
    {
        var last = before?.Analysis;
        var interval = Setting(deployment, AnnotationNames.Interval, text => text, last?.Interval) ?? CanaryDefaults.Interval;
        var rate = Setting(deployment, AnnotationNames.SuccessRate, Number, Range(last, CanaryDefaults.SuccessRateCheck)?.Min) ?? CanaryDefaults.SuccessRate;
        var duration = Setting(deployment, AnnotationNames.RequestDuration, Number, Range(last, CanaryDefaults.RequestDurationCheck)?.Max) ?? CanaryDefaults.RequestDuration;
        return CanaryDefaults.SpecFor(deployment.Text("metadata", "name")!) with
        {
            ProgressDeadlineSeconds = CanaryDefaults.ProgressDeadlineSeconds,
            Analysis = Judged(deployment, last) with
            {
                Interval = interval,
                Threshold = Setting(deployment, AnnotationNames.Threshold, Whole, last?.Threshold) ?? CanaryDefaults.Threshold,
                StepWeight = Setting(deployment, AnnotationNames.StepWeight, Whole, last?.StepWeight) ?? CanaryDefaults.StepWeight,
                MaxWeight = Setting(deployment, AnnotationNames.MaxWeight, Whole, last?.MaxWeight) ?? CanaryDefaults.MaxWeight,
                Metrics =
                [
                    new() { Name = CanaryDefaults.SuccessRateCheck, Interval = interval, ThresholdRange = new() { Min = rate } },
                    new() { Name = CanaryDefaults.RequestDurationCheck, Interval = interval, ThresholdRange = new() { Max = duration } },
                ],
            },
        };
    }

    /// <summary>What an inferred Canary is kept at: members without an annotation are whoever's who patched them, and a threshold of 0, which
    /// aborts a run, is put back once no run is there to abort.</summary>
    public static CanarySpec Kept(JsonObject deployment, JsonObject canary, CanarySpec? before)
    {
        var spec = Spec(deployment, before);
        var isAborting = before?.Analysis.Threshold == 0 && Runs.Contains(canary.Text("status", "phase"));
        return spec with
        {
            SkipAnalysis = before?.SkipAnalysis,
            Suspend = before?.Suspend,
            RevertOnDeletion = before?.RevertOnDeletion,
            Analysis = isAborting ? spec.Analysis with { Threshold = 0 } : spec.Analysis,
        };
    }

    /// <summary>The inferred values in one line.</summary>
    public static string Describe(CanarySpec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $"interval {spec.Analysis.Interval}, threshold {spec.Analysis.Threshold}, step {spec.Analysis.StepWeight} %, max {spec.Analysis.MaxWeight} %, success rate ≥ {spec.Analysis.Metrics![0].ThresholdRange!.Min} %, p99 ≤ {spec.Analysis.Metrics[1].ThresholdRange!.Max} ms; each can be set by its annotation {AnnotationNames.Prefix}…");

    private static CanaryAnalysis Judged(JsonObject deployment, CanaryAnalysis? last)
    {
        string? Word(string name, string? before) => Setting(deployment, name, text => text, before);
        var margins = Setting(deployment, AnnotationNames.JudgeMargin, Margins, last?.Margins);
        return CanaryDefaults.Analysis with
        {
            Judge = Word(AnnotationNames.Judge, last?.Judge) ?? CanaryDefaults.Judge,
            Pace = Word(AnnotationNames.JudgePace, last?.Pace) ?? CanaryDefaults.Pace,
            SharedCause = Word(AnnotationNames.JudgeSharedCause, last?.SharedCause) ?? CanaryDefaults.SharedCause,
            Limits = Word(AnnotationNames.JudgeLimits, last?.Limits) ?? CanaryDefaults.Limits,
            Preset = Word(AnnotationNames.JudgePreset, last?.Preset) ?? CanaryDefaults.Preset,
            Calm = Setting(deployment, AnnotationNames.JudgeCalm, text => text == "true", last?.Calm) ?? false,
            MaxHold = Word(AnnotationNames.MaxHold, last?.MaxHold),
            OnMaxHold = Word(AnnotationNames.OnMaxHold, last?.OnMaxHold),
            Margins = margins ?? CanaryDefaults.Analysis.Margins,
        };
    }

    private static JudgeMargins Margins(string text) =>
        ErrorMargin.Parse(text) is { } margin ? new() { Errors = new() { Ratio = margin.Ratio, Points = margin.Points } } : CanaryDefaults.Analysis.Margins!;

    private static T? Setting<T>(JsonObject deployment, string name, Func<string, T> read, T? before)
        where T : class => deployment.Annotation(name) is null ? null : AnnotationRules.Legal(deployment, name) is { } text ? read(text) : before;

    private static T? Setting<T>(JsonObject deployment, string name, Func<string, T> read, T? before)
        where T : struct => deployment.Annotation(name) is null ? null : AnnotationRules.Legal(deployment, name) is { } text ? read(text) : before;

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static ThresholdRange? Range(CanaryAnalysis? analysis, string check) => analysis?.Metrics?.FirstOrDefault(each => each.Name == check)?.ThresholdRange;
}
