using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>PromQL of the built-in checks over the proxies' own series. Names of objects are DNS labels and hashes are hex, so nothing needs
/// escaping. A client that went away blames nobody: its requests are in neither part of the ratio.</summary>
internal static class BuiltInQueries
{
    public static string For(MetricCheck check, string ns, string target, string version)
    {
        var window = Window(check.Window);
        var side = $"""{MetricNames.TargetNamespace}="{ns}",{MetricNames.Target}="{target}",{MetricNames.Track}="{AnnotationNames.Canary}",{MetricNames.Version}="{version}" """.Trim();
        return check.Kind switch
        {
            CheckKind.SuccessRate =>
                $$"""100 * sum(increase({{MetricNames.Requests}}{{{side}},{{MetricNames.Outcome}}="success"}[{{window}}])) / sum(increase({{MetricNames.Requests}}{{{side}},{{MetricNames.Outcome}}!="client_cancel"}[{{window}}]))""",
            CheckKind.RequestDuration =>
                $$"""1000 * histogram_quantile(0.99, sum by (le) (increase({{MetricNames.RequestDuration}}_bucket{{{side}}}[{{window}}])))""",
            CheckKind.Query or CheckKind.Template or CheckKind.None => "",
        };
    }

    /// <summary>The same over Istio's series, where no proxy counts: a workload is known by its name alone, and the version on trial is the copy.</summary>
    public static string OfIstio(MetricCheck check, string ns, string copy)
    {
        var window = Window(check.Window);
        var side = $"""reporter="destination",destination_workload_namespace="{ns}",destination_workload="{copy}" """.Trim();
        return check.Kind switch
        {
            CheckKind.SuccessRate =>
                $$"""100 * sum(increase(istio_requests_total{{{side}},response_code!~"5.*"}[{{window}}])) / sum(increase(istio_requests_total{{{side}}}[{{window}}]))""",
            CheckKind.RequestDuration =>
                $$"""histogram_quantile(0.99, sum by (le) (increase(istio_request_duration_milliseconds_bucket{{{side}}}[{{window}}])))""",
            CheckKind.Query or CheckKind.Template or CheckKind.None => "",
        };
    }

    private static string Window(TimeSpan window) => ((long)Math.Ceiling(window.TotalSeconds)).ToString(CultureInfo.InvariantCulture) + "s";
}
