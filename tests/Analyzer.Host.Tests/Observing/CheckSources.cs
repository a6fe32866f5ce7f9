using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Sources;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A source of checks that may reach this machine, put together as the process does.</summary>
internal static class CheckSources
{
    private static readonly MetricHttp Http = new(new GuardedClients(new OutboundRule { AllowLoopback = true }));

    public static CheckSource Of(
        ClusterCaches caches, IKubeApi api, IPrometheusClient? prometheus, CountHistory counts, InstallationSettings settings, TimeProvider time)
    {
        var client = prometheus ?? new PrometheusClient(Http);
        return new(client, new ProviderClient(client, Http, new MetricSecrets(api, time), api), new TemplateSource(caches, settings), counts, settings, time);
    }
}
