using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>PromQL of the built-in checks over the proxies' own series. Names of objects are DNS labels and hashes are hex, so nothing needs
/// escaping. A client that went away blames nobody: its requests are in neither part of the ratio.</summary>
internal static class BuiltInQueries
{
    public static string For(MetricCheck check, string ns, string target, string version, string track = AnnotationNames.Canary)
    {
        var window = Window(check.Window);
        var side = $"""{MetricNames.TargetNamespace}="{ns}",{MetricNames.Target}="{target}",{MetricNames.Track}="{track}",{MetricNames.Version}="{version}" """.Trim();
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
            CheckKind.SuccessRate => Rate("istio_requests_total", side, "response_code", window),
            CheckKind.RequestDuration =>
                $$"""histogram_quantile(0.99, sum by (le) (increase(istio_request_duration_milliseconds_bucket{{{side}}}[{{window}}])))""",
            CheckKind.Query or CheckKind.Template or CheckKind.None => "",
        };
    }

    /// <summary>The same over the app's own series, which Flagger asks for as well: nothing tells of a gateway which workload it sent a request to.
    /// Pods are known by their names, and the version on trial is the copy.</summary>
    public static string OfGateway(MetricCheck check, string ns, string copy)
    {
        var window = Window(check.Window);
        var side = $"""kubernetes_namespace="{ns}",kubernetes_pod_name=~"{copy}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)" """.Trim();
        return check.Kind switch
        {
            CheckKind.SuccessRate => Rate("http_request_duration_seconds_count", side, "status", window),
            CheckKind.RequestDuration =>
                $$"""1000 * histogram_quantile(0.99, sum by (le) (increase(http_request_duration_seconds_bucket{{{side}}}[{{window}}])))""",
            CheckKind.Query or CheckKind.Template or CheckKind.None => "",
        };
    }

    // A version that never gave a good answer has no series of good ones: that is a rate of 0, and not no data.
    private static string Rate(string series, string side, string code, string window) =>
        $$"""100 * (sum(increase({{series}}{{{side}},{{code}}!~"5.*"}[{{window}}])) or vector(0)) / sum(increase({{series}}{{{side}}}[{{window}}]))""";

    private static string Window(TimeSpan window) => ((long)Math.Ceiling(window.TotalSeconds)).ToString(CultureInfo.InvariantCulture) + "s";
}
