using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The Canary of a Deployment that has nothing but the annotation, and perhaps a few settings beside it.</summary>
internal static class CanaryInference
{
    private const int LongestCanaryName = 253;

    /// <summary>Whether the team asks for canaries on this Deployment.</summary>
    public static bool IsWanted(JsonObject deployment) => deployment.Annotation(AnnotationNames.Enabled) == "true";

    /// <summary>The object to create; owned by the target, so that it goes with it.</summary>
    public static JsonObject Build(JsonObject deployment)
    {
        var name = deployment.Text("metadata", "name")!;
        var canary = new Canary
        {
            Metadata = new()
            {
                Name = name.Length > LongestCanaryName ? name[..LongestCanaryName] : name,
                Namespace = deployment.Text("metadata", "namespace"),
                Labels = new Dictionary<string, string> { [AnnotationNames.Inferred] = "true", [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
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

    /// <summary>The spec that the Deployment's annotations ask for. Values that are not legal were refused at admission; here they fall back to the defaults.</summary>
    public static CanarySpec Spec(JsonObject deployment)
    {
        var interval = Durations.Parse(deployment.Annotation(AnnotationNames.Interval)) is null ? CanaryDefaults.Interval : deployment.Annotation(AnnotationNames.Interval)!;
        return CanaryDefaults.SpecFor(deployment.Text("metadata", "name")!) with
        {
            ProgressDeadlineSeconds = CanaryDefaults.ProgressDeadlineSeconds,
            Analysis = CanaryDefaults.Analysis with
            {
                Interval = interval,
                Threshold = Whole(deployment, AnnotationNames.Threshold, int.MaxValue) ?? CanaryDefaults.Threshold,
                StepWeight = Whole(deployment, AnnotationNames.StepWeight, 100) ?? CanaryDefaults.StepWeight,
                MaxWeight = Whole(deployment, AnnotationNames.MaxWeight, 100) ?? CanaryDefaults.MaxWeight,
                Metrics =
                [
                    new() { Name = CanaryDefaults.SuccessRateCheck, Interval = interval, ThresholdRange = new() { Min = Number(deployment, AnnotationNames.SuccessRate, 0, 100) ?? CanaryDefaults.SuccessRate } },
                    new() { Name = CanaryDefaults.RequestDurationCheck, Interval = interval, ThresholdRange = new() { Max = Number(deployment, AnnotationNames.RequestDuration, 0.001m, decimal.MaxValue) ?? CanaryDefaults.RequestDuration } },
                ],
            },
        };
    }

    /// <summary>The inferred values in one line.</summary>
    public static string Describe(CanarySpec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $"interval {spec.Analysis.Interval}, threshold {spec.Analysis.Threshold}, step {spec.Analysis.StepWeight} %, max {spec.Analysis.MaxWeight} %, success rate ≥ {spec.Analysis.Metrics![0].ThresholdRange!.Min} %, p99 ≤ {spec.Analysis.Metrics[1].ThresholdRange!.Max} ms; each can be set by its annotation {AnnotationNames.Prefix}…");

    private static int? Whole(JsonObject deployment, string name, int most) =>
        int.TryParse(deployment.Annotation(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    private static decimal? Number(JsonObject deployment, string name, decimal least, decimal most) =>
        decimal.TryParse(deployment.Annotation(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
