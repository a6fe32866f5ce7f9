using CanaryMesh.Analyzer.Sources;

namespace CanaryMesh.Analyzer.Prometheus;

internal interface IPrometheusClient
{
    Task<PrometheusReading> QueryAsync(MetricEndpoint server, string promql, DateTimeOffset at, ReadDeadline deadline);
}
