using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>External metrics: of our own API server where no address is given, else of what speaks its API.</summary>
internal sealed class ExternalMetricClient(MetricHttp http, IKubeApi api)
{
    private const string Group = "external.metrics.k8s.io";
    private const string Version = "v1beta1";

    /// <summary>From our API server, with our rights: only of the namespaces of the Canary and of its template.</summary>
    public async Task<PrometheusReading> ReadAsync(ExternalMetric metric, IReadOnlyCollection<string> namespaces, ReadDeadline deadline)
    {
        if (!namespaces.Contains(metric.Namespace))
        {
            return new PrometheusReading.Refused($"external metrics of namespace {metric.Namespace} are not read for a Canary of another");
        }

        try
        {
            var kind = new KubeKind(Group, Version, metric.Metric, Namespaced: true);
            var answer = await api.ListAsync(kind, metric.Namespace, metric.Selector.Length > 0 ? metric.Selector : null, deadline.Token);
            return answer switch
            {
                { Ok: true } => Number(answer.Items()),
                { Code: 0 or >= 500 } => new PrometheusReading.Unreachable($"the API server gave no external metrics: {answer.Reason}"),
                _ => new PrometheusReading.Refused($"the API server answered HTTP {answer.Code} for the external metric"),
            };
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            return new PrometheusReading.Unreachable($"the API server gave no external metrics within {deadline.Span.TotalSeconds:0.#} s");
        }
    }

    public async Task<PrometheusReading> ReadAsync(MetricEndpoint endpoint, ExternalMetric metric, ReadDeadline deadline)
    {
        var root = endpoint.Address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var selector = metric.Selector.Length > 0 ? $"?labelSelector={Uri.EscapeDataString(metric.Selector)}" : "";
        var address = new Uri($"{root}/apis/{Group}/{Version}/namespaces/{metric.Namespace}/{Uri.EscapeDataString(metric.Metric)}{selector}");
        var (body, fault) = await http.GetAsync(endpoint, address, deadline);
        try
        {
            return fault ?? Number([.. (JsonNode.Parse(body) as JsonObject)?["items"]?.AsArray().OfType<JsonObject>() ?? []]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new PrometheusReading.Refused("the answer has not the form of external metrics");
        }
    }

    private static PrometheusReading Number(IReadOnlyList<JsonObject> items) => items.Count switch
    {
        0 => new PrometheusReading.NoData(),
        1 when items[0].Text("value") is { } text && Quantities.Value(text) is { } number => new PrometheusReading.Value((double)number),
        1 => new PrometheusReading.Refused("the external metric's value is no quantity"),
        var count => new PrometheusReading.ManySeries(count),
    };
}
