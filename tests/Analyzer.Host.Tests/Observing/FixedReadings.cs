using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Sources;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A metrics server that gives one number and remembers what it was asked.</summary>
internal sealed class FixedReadings(double number) : IPrometheusClient
{
    public List<string> Queries { get; } = [];

    public Task<PrometheusReading> QueryAsync(MetricEndpoint server, string promql, DateTimeOffset at, ReadDeadline deadline)
    {
        lock (Queries)
        {
            Queries.Add(promql);
        }

        return Task.FromResult<PrometheusReading>(new PrometheusReading.Value(number));
    }
}
