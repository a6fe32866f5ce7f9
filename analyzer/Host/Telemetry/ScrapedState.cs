using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Certs;
using Prometheus;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Gauges that are read from their owners when they are scraped, so that nobody has to keep them fresh.</summary>
internal static class ScrapedState
{
    public static void Follow(this AnalyzerMetrics metrics, IReadOnlyList<IWatchCache> watches)
    {
        var staleness = metrics.Factory.CreateGauge("canarymesh_watch_staleness_seconds", "Time since the API server's last sign", ["kind"]);
        metrics.Registry.AddBeforeCollectCallback(() =>
        {
            foreach (var watch in watches)
            {
                staleness.WithLabels(watch.Kind.ToString()).Set(watch.Staleness.TotalSeconds);
            }
        });
    }

    public static void Follow(this AnalyzerMetrics metrics, PolicyBoard board)
    {
        var proxies = metrics.Factory.CreateGauge("canarymesh_connected_proxies", "Proxies with an open control stream");
        var leader = metrics.Factory.CreateGauge("canarymesh_leader", "1 while this analyzer leads");
        metrics.Registry.AddBeforeCollectCallback(() =>
        {
            proxies.Set(board.ConnectedProxies);
            leader.Set(board.Term is null ? 0 : 1);
        });
    }

    public static void Follow(this AnalyzerMetrics metrics, CertificateKeeper certificates)
    {
        var refused = metrics.Factory.CreateGauge("canarymesh_certificate_refused", "1 while the mounted certificate cannot be used and the last good one stays");
        metrics.Registry.AddBeforeCollectCallback(() => refused.Set(certificates.Fault is null ? 0 : 1));
    }

    public static void FollowAges(this AnalyzerMetrics metrics, TimeProvider time) =>
        metrics.Registry.AddBeforeCollectCallback(() => metrics.AgeTo(time.GetUtcNow()));
}
