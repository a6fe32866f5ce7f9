using System.Globalization;
using CanaryMesh.Analyzer.Sources;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>One instant query through the guarded client.</summary>
internal sealed class PrometheusClient(MetricHttp http) : IPrometheusClient
{
    public async Task<PrometheusReading> QueryAsync(MetricEndpoint server, string promql, DateTimeOffset at, ReadDeadline deadline)
    {
        if (OutboundAddress.Fault(server.Address) is { } odd)
        {
            return new PrometheusReading.Refused(odd);
        }

        var (body, fault) = await http.GetAsync(server, Query(server.Address, promql, at), deadline);
        return fault ?? PrometheusAnswer.Read(body!);
    }

    private static Uri Query(Uri server, string promql, DateTimeOffset at)
    {
        var seconds = (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
        var root = server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri($"{root}/api/v1/query?query={Uri.EscapeDataString(promql)}&time={seconds}");
    }
}
