using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>One metric of a Canary → its checks: as in Flagger, a name that is built in, a query and a reference are each looked at.</summary>
internal static class MetricReader
{
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<MetricCheck> Read(CanaryMetric metric, string ns, TimeSpan scrapeInterval, List<string> faults)
    {
        var window = SpecReader.Duration(metric.Interval, DefaultWindow, $"spec.analysis.metrics: {ShownText.Of(metric.Name)}: interval", faults);
        var checks = new List<MetricCheck>();
        if (BuiltIn(metric.Name) is { } kind)
        {
            // Samples of one scrape make no rate: the window holds at least four.
            var counted = window < scrapeInterval * 4 ? scrapeInterval * 4 : window;
            checks.Add(new(metric.Name, kind, Least(metric, kind is CheckKind.SuccessRate), Most(metric, kind is CheckKind.RequestDuration), counted));
        }

        // Flagger takes a limit that is not given for 0.
        var asked = new MetricCheck(metric.Name, CheckKind.None, Least(metric, false), metric.ThresholdRange is null ? (double)(metric.Threshold ?? 0) : Most(metric, false), window)
        {
            Variables = metric.TemplateVariables ?? new Dictionary<string, string>(),
            Interval = metric.Interval ?? "1m",
        };
        if (!string.IsNullOrWhiteSpace(metric.Query))
        {
            checks.Add(asked with { Kind = CheckKind.Query, Query = metric.Query });
        }

        if (metric.TemplateRef is { } reference)
        {
            checks.Add(asked with { Kind = CheckKind.Template, Template = new(reference.Namespace is { Length: > 0 } other ? other : ns, reference.Name) });
        }

        return checks.Count > 0 ? checks : [asked];
    }

    private static CheckKind? BuiltIn(string name) => name switch
    {
        CanaryDefaults.SuccessRateCheck => CheckKind.SuccessRate,
        CanaryDefaults.RequestDurationCheck => CheckKind.RequestDuration,
        _ => null,
    };

    private static double? Least(CanaryMetric metric, bool isOwnLimit) => (double?)(metric.ThresholdRange is { } range ? range.Min : isOwnLimit ? metric.Threshold : null);

    private static double? Most(CanaryMetric metric, bool isOwnLimit) => (double?)(metric.ThresholdRange is { } range ? range.Max : isOwnLimit ? metric.Threshold : null);
}
