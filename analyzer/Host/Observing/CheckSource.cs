using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Reads the checks of a step, all at once, from the metrics server.</summary>
internal sealed class CheckSource(IPrometheusClient prometheus, InstallationSettings settings)
{
    public async Task<IReadOnlyList<CheckReading>> ReadAsync(
        RolloutObservation seen, Uri? server, string version, CancellationToken cancellation)
    {
        var source = server ?? settings.MetricsServer;
        return await Task.WhenAll(seen.Spec.Checks.Select(check => ReadAsync(seen, check, source, version, cancellation)));
    }

    private async Task<CheckReading> ReadAsync(RolloutObservation seen, MetricCheck check, Uri? server, string version, CancellationToken cancellation)
    {
        var query = BuiltInQueries.For(check, seen.Key.Namespace, seen.Spec.Target, version);
        return server is null
            ? CheckReading.Failed(check, query, "no metrics server is configured (setting metrics-server, or spec.metricsServer)")
            : await prometheus.QueryAsync(server, query, seen.ObservedAt, cancellation) switch
            {
                PrometheusReading.Value value => CheckReading.Of(check, value.Number, query),
                PrometheusReading.NoData => CheckReading.Nothing(check, query),
                PrometheusReading.ManySeries many => CheckReading.Failed(check, query, $"the query gives {many.Count} series; one was expected"),
                PrometheusReading.Unreachable down => CheckReading.Failed(check, query, down.Sentence),
                PrometheusReading.Refused refused => CheckReading.Failed(check, query, refused.Sentence),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
    }
}
