using System.Diagnostics;
using System.Globalization;
using System.Text;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Proxy.Telemetry;

/// <summary>Prometheus' text format 0.0.4.</summary>
internal static class Exposition
{
    private static readonly (Outcome Outcome, string Label)[] Outcomes =
    [
        (Outcome.Success, "success"),
        (Outcome.ServerError, "server_error"),
        (Outcome.ConnectError, "connect_error"),
        (Outcome.Reset, "reset"),
        (Outcome.Timeout, "timeout"),
        (Outcome.ClientCancel, "client_cancel"),
    ];

    public static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public static void Requests(StringBuilder text, TargetLabels target, IReadOnlyList<MetricSeries> series)
    {
        Head(text, MetricNames.Requests, "counter", "Requests ended.");
        foreach (var each in series)
        {
            var labels = Labels(target, each);
            foreach (var (outcome, label) in Outcomes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{MetricNames.Requests}{{{labels},{MetricNames.Outcome}=\"{label}\"}} {each.Counts.Of(outcome)}\n");
            }
        }
    }

    public static void Durations(StringBuilder text, TargetLabels target, IReadOnlyList<MetricSeries> series)
    {
        Head(text, MetricNames.RequestDuration, "histogram", "Seconds from a request's arrival to its end, of requests the app answered.");
        foreach (var each in series)
        {
            Duration(text, Labels(target, each), each.Counts);
        }
    }

    public static void Process(StringBuilder text)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        Single(text, "process_resident_memory_bytes", "gauge", "Resident memory.", Environment.WorkingSet);
        Single(text, "process_cpu_seconds_total", "counter", "User and system time.", Environment.CpuUsage.TotalTime.TotalSeconds);
        Single(text, "process_start_time_seconds", "gauge", "Start, as seconds since 1970.", started);
    }

    private static void Duration(StringBuilder text, string labels, SideCounter counts)
    {
        var below = 0L;
        for (var index = 0; index < LatencyBuckets.Count; index++)
        {
            below += counts.Bucket(index);
            var bound = index < LatencyBuckets.BoundsMicroseconds.Length
                ? (LatencyBuckets.BoundsMicroseconds[index] / 1e6).ToString(CultureInfo.InvariantCulture)
                : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{MetricNames.RequestDuration}_bucket{{{labels},le=\"{bound}\"}} {below}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{MetricNames.RequestDuration}_sum{{{labels}}} {counts.LatencySum / 1e6}\n");
        text.Append(CultureInfo.InvariantCulture, $"{MetricNames.RequestDuration}_count{{{labels}}} {below}\n");
    }

    private static void Single(StringBuilder text, string name, string type, string help, double value)
    {
        Head(text, name, type, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static string Labels(TargetLabels target, MetricSeries series) =>
        $"{MetricNames.TargetNamespace}=\"{Escape(target.Namespace)}\",{MetricNames.Target}=\"{Escape(target.Target)}\","
        + $"{MetricNames.Track}=\"{series.Track}\",{MetricNames.Version}=\"{Escape(series.Version)}\",{MetricNames.Route}=\"{series.Route}\"";

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
