using System.Globalization;
using CanaryMesh.Mesh.Services;
using Prometheus;

namespace CanaryMesh.Mesh.Counting;

/// <summary>The series that Istio's proxies export beside the pods that answer, and those that an app in a mesh without them would.</summary>
internal sealed class MeshMetrics
{
    private static readonly double[] Milliseconds =
        [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly string[] OfIstio =
        ["reporter", "destination_workload", "destination_workload_namespace", "destination_service_name", "response_code", "request_protocol"];

    private static readonly string[] OfApps = ["kubernetes_namespace", "kubernetes_pod_name", "status"];

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Counter _requests;
    private readonly Histogram _durations;
    private readonly Histogram _appDurations;

    public MeshMetrics()
    {
        var factory = Metrics.WithCustomRegistry(_registry);
        _requests = factory.CreateCounter("istio_requests_total", "Requests that a pod answered.", OfIstio);
        _durations = factory.CreateHistogram(
            "istio_request_duration_milliseconds", "How long the answers took.", OfIstio, new HistogramConfiguration { Buckets = Milliseconds });
        _appDurations = factory.CreateHistogram(
            "http_request_duration_seconds", "How long the answers took.", OfApps, new HistogramConfiguration { Buckets = Seconds });
    }

    /// <summary>Status 0 where the answer never came to its end.</summary>
    public void Answered(ServiceEndpoint endpoint, string service, int status, TimeSpan took)
    {
        var code = status.ToString(CultureInfo.InvariantCulture);
        string[] labels = ["destination", endpoint.Workload, endpoint.Namespace, service, code, "http"];
        _requests.WithLabels(labels).Inc();
        _durations.WithLabels(labels).Observe(took.TotalMilliseconds);
        _appDurations.WithLabels(endpoint.Namespace, endpoint.Pod, code).Observe(took.TotalSeconds);
    }

    public Task WriteAsync(Stream to, CancellationToken cancel) => _registry.CollectAndExportAsTextAsync(to, cancel);
}
