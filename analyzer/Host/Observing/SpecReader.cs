using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Canary's spec → what the planner works with. Every fault is named; the admission entry refuses most of them before.</summary>
internal static class SpecReader
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    public static (Canary? Canary, RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(JsonObject raw, TimeSpan scrapeInterval)
    {
        try
        {
            var canary = raw.Deserialize(ResourceJson.Default.Canary)!;
            var (spec, faults) = Read(canary, scrapeInterval);
            return (canary, spec, faults);
        }
        catch (JsonException exception)
        {
            return (null, null, [$"{exception.Path?.TrimStart('$', '.') ?? "the Canary"} cannot be read: {ShownText.Of(exception.Message)}"]);
        }
    }

    /// <summary>The status alone, where the rest cannot be read.</summary>
    public static CanaryStatus? StatusOf(JsonObject raw)
    {
        try
        {
            return raw["status"].Deserialize(ResourceJson.Default.CanaryStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As much of a spec with faults as leaving needs: the target, if it names a Deployment.</summary>
    public static RolloutSpec ForLeaving(JsonObject raw) => new()
    {
        Target = raw.Text("spec", "targetRef", "kind") == "Deployment" ? raw.Text("spec", "targetRef", "name") ?? "" : "",
        Interval = DefaultInterval,
        Threshold = 1,
        Steps = new(1, 100, []),
    };

    public static (RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(Canary canary, TimeSpan scrapeInterval)
    {
        if (canary.Spec is not { } spec)
        {
            return (null, ["spec is missing"]);
        }

        var faults = new List<string>();
        if (spec.TargetRef is not { Kind: "Deployment", Name.Length: > 0 })
        {
            faults.Add($"spec.targetRef: kind {ShownText.Of(spec.TargetRef.Kind)} is not supported; legal is Deployment with a name");
        }

        var analysis = spec.Analysis;
        var strategy = StrategyReader.Read(spec, faults);
        var checks = (analysis.Metrics ?? []).Select(metric => Check(metric, scrapeInterval, faults)).OfType<MetricCheck>().ToList();
        var interval = Duration(analysis.Interval, DefaultInterval, "spec.analysis.interval", faults);
        var read = new RolloutSpec
        {
            Target = spec.TargetRef.Name,
            // Each tick of a step asks the metrics server: a millisecond would ask it without pause.
            Interval = interval < ShortestInterval ? ShortestInterval : interval,
            Threshold = Math.Max(1, analysis.Threshold ?? 1),
            Steps = strategy.Steps,
            Iterations = strategy.Iterations,
            ChecksAtZero = strategy.ChecksAtZero,
            MirrorWeight = strategy.MirrorWeight,
            StepWeightPromotion = strategy.StepWeightPromotion,
            Traffic = strategy.Traffic with { Affinity = StrategyReader.Affinity(analysis.SessionAffinity, interval) },
            Checks = checks,
            ProgressDeadline = TimeSpan.FromSeconds(spec.ProgressDeadlineSeconds is { } seconds and > 0 ? seconds : CanaryDefaults.ProgressDeadlineSeconds),
            SkipAnalysis = spec.SkipAnalysis == true,
            Suspended = spec.Suspend == true,
        };
        return faults.Count == 0 ? (read, faults) : (null, faults);
    }

    // An interval that is not given is Flagger's default; one that cannot be read is a fault and no guess.
    private static TimeSpan Duration(string? text, TimeSpan otherwise, string path, List<string> faults)
    {
        if (text is not null && Durations.Parse(text) is null)
        {
            faults.Add($"{path}: \"{ShownText.Of(text)}\" is not a duration; it must be {Durations.Words}");
        }

        return Durations.Parse(text) ?? otherwise;
    }

    // Samples of one scrape make no rate: the window holds at least four.
    private static MetricCheck? Check(CanaryMetric metric, TimeSpan scrapeInterval, List<string> faults)
    {
        var window = Duration(metric.Interval, TimeSpan.FromMinutes(1), $"spec.analysis.metrics: {ShownText.Of(metric.Name)}: interval", faults);
        window = window < scrapeInterval * 4 ? scrapeInterval * 4 : window;
        CheckKind? kind = metric.Name switch
        {
            CanaryDefaults.SuccessRateCheck => CheckKind.SuccessRate,
            CanaryDefaults.RequestDurationCheck => CheckKind.RequestDuration,
            _ => null,
        };
        if (kind is null)
        {
            faults.Add($"spec.analysis.metrics: {ShownText.Of(metric.Name)} is not a check of this version; legal are {CanaryDefaults.SuccessRateCheck} and {CanaryDefaults.RequestDurationCheck}");
            return null;
        }

        var min = (double?)(metric.ThresholdRange is { } range ? range.Min : kind is CheckKind.SuccessRate ? metric.Threshold : null);
        var max = (double?)(metric.ThresholdRange is { } limits ? limits.Max : kind is CheckKind.RequestDuration ? metric.Threshold : null);
        return new(metric.Name, kind.Value, min, max, window);
    }
}
