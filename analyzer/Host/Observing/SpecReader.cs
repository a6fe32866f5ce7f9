using System.Text.Json;
using System.Text.Json.Nodes;
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

    public static (Canary? Canary, RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(JsonObject raw, TimeSpan scrapeInterval, bool isByRoute = false)
    {
        try
        {
            var canary = raw.Deserialize(ResourceJson.Default.Canary)!;
            var (spec, faults) = Read(canary, scrapeInterval, isByRoute);
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

    public static (RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(Canary canary, TimeSpan scrapeInterval, bool isByRoute = false)
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
        var strategy = StrategyReader.Read(spec, faults, isByRoute);
        var checks = (analysis.Metrics ?? []).SelectMany(metric => MetricReader.Read(metric, canary.Metadata.Namespace ?? "", scrapeInterval, faults)).ToList();
        var interval = Duration(analysis.Interval, DefaultInterval, "spec.analysis.interval", faults);
        var read = new RolloutSpec
        {
            Target = spec.TargetRef.Name,
            // Each tick of a step asks the metrics server: a millisecond would ask it without pause.
            Interval = interval < ShortestInterval ? ShortestInterval : interval,
            Threshold = Math.Max(1, analysis.Threshold ?? 1),
            GivenThreshold = Math.Max(0, analysis.Threshold ?? 1),
            InconclusiveThreshold = analysis.InconclusiveThreshold is { } silent and > 0 ? silent : null,
            ErroredThreshold = analysis.ErroredThreshold is { } broken and > 0 ? broken : null,
            Steps = strategy.Steps,
            Iterations = strategy.Iterations,
            ChecksAtZero = strategy.ChecksAtZero,
            MirrorWeight = strategy.MirrorWeight,
            StepWeightPromotion = strategy.StepWeightPromotion,
            PrimaryReadyThreshold = Math.Clamp(analysis.PrimaryReadyThreshold ?? 100, 0, 100),
            CanaryReadyThreshold = Math.Clamp(analysis.CanaryReadyThreshold ?? 100, 0, 100),
            Traffic = strategy.Traffic with { Affinity = StrategyReader.Affinity(analysis.SessionAffinity, interval) },
            Checks = isByRoute ? [.. checks.Select(check => check with { IsOfTheName = true })] : checks,
            ProgressDeadline = TimeSpan.FromSeconds(spec.ProgressDeadlineSeconds is { } seconds and > 0 ? seconds : CanaryDefaults.ProgressDeadlineSeconds),
            AnalysisTimeout = analysis.Timeout is null ? null : Duration(analysis.Timeout, DefaultInterval, "spec.analysis.timeout", faults),
            Hold = analysis.MaxHold is null ? null : new(Duration(analysis.MaxHold, DefaultInterval, "spec.analysis.maxHold", faults), RollsBack: analysis.OnMaxHold == "rollback"),
            HasAlerts = analysis.Alerts is { Count: > 0 },
            Hooks = HookReader.Read(analysis.Webhooks ?? [], faults),
            SkipAnalysis = spec.SkipAnalysis == true,
            Resets = spec.SkipAnalysis == false,
            Suspended = spec.Suspend == true,
        };
        return faults.Count == 0 ? (read, faults) : (null, faults);
    }

    // An interval that is not given is Flagger's default; one that cannot be read is a fault and no guess.
    internal static TimeSpan Duration(string? text, TimeSpan otherwise, string path, List<string> faults)
    {
        if (text is not null && Durations.Parse(text) is null)
        {
            faults.Add($"{path}: \"{ShownText.Of(text)}\" is not a duration; it must be {Durations.Words}");
        }

        return Durations.Parse(text) ?? otherwise;
    }
}
