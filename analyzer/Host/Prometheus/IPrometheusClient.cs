using System.Net.Http.Headers;

namespace CanaryMesh.Analyzer.Prometheus;

internal interface IPrometheusClient
{
    Task<PrometheusReading> QueryAsync(
        Uri server, string promql, DateTimeOffset at, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null);
}
