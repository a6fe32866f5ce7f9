using System.Net.Http.Headers;
using CanaryMesh.Analyzer.Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A metrics server that gives one number and remembers what it was asked.</summary>
internal sealed class FixedReadings(double number) : IPrometheusClient
{
    public List<string> Queries { get; } = [];

    public Task<PrometheusReading> QueryAsync(
        Uri server, string promql, DateTimeOffset at, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null)
    {
        lock (Queries)
        {
            Queries.Add(promql);
        }

        return Task.FromResult<PrometheusReading>(new PrometheusReading.Value(number));
    }
}
