using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Asks the metrics server, from here or, where its address is a Service's, through the API server.</summary>
internal sealed class MetricsSource(IClusterObjects objects, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal async Task<MetricsFacts> AskAsync(string address, CancellationToken stop)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return new(address) { Fault = "it is no http address" };
        }
        try
        {
            return new(address)
            {
                Up = await CountAsync(uri, "count(up == 1)", stop),
                Analyzers = await CountAsync(uri, "count(flagger_info)", stop),
                Proxies = await CountAsync(uri, $"count({MetricNames.EffectiveWeight})", stop),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return new(address) { Fault = fault is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : fault.Message };
        }
    }

    private async Task<int> CountAsync(Uri address, string query, CancellationToken stop)
    {
        var path = $"api/v1/query?query={Uri.EscapeDataString(query)}";
        var answer = ThroughService(address) is { } proxied && (await objects.DocumentAsync($"{proxied}/{path}", stop)).Value is { } found ? found : await DirectAsync(address, path, stop);
        var value = answer.Objects("data", "result").Select(each => each.At("value") as JsonArray).FirstOrDefault();
        return value is [_, var number] && double.TryParse((string?)number, CultureInfo.InvariantCulture, out var count) ? (int)count : 0;
    }

    private async Task<JsonObject> DirectAsync(Uri address, string path, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Patience);
        using var response = await http.GetAsync(new Uri(address.AbsoluteUri.TrimEnd('/') + "/" + path), deadline.Token);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(deadline.Token)) as JsonObject ?? throw new JsonException("it is no Prometheus");
    }

    // prometheus.monitoring, prometheus.monitoring.svc and longer ones.
    private static string? ThroughService(Uri address) => address.HostNameType is UriHostNameType.Dns && address.Host.Split('.') is [var service, var ns, ..] labels && labels.ElementAtOrDefault(2) is null or "svc"
        ? $"api/v1/namespaces/{address.Host.Split('.')[1]}/services/{address.Scheme}:{address.Host.Split('.')[0]}:{address.Port}/proxy{address.AbsolutePath.TrimEnd('/')}"
        : null;
}
