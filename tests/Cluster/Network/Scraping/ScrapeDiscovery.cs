using System.Net;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster.Network;

/// <summary>An HTTP server on loopback that tells Prometheus which pods to scrape.</summary>
public sealed class ScrapeDiscovery : IAsyncDisposable
{
    private readonly WebApplication server;

    private ScrapeDiscovery(WebApplication server) => this.server = server;

    /// <summary>The address for `http_sd_configs`.</summary>
    public Uri Address => new(server.Urls.First());

    public static async Task<ScrapeDiscovery> StartAsync(IClusterApi api, int port, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        server.MapGet("/{**any}", () => TypedResults.Text(ScrapeTargets.Of(api.List(NodeKinds.Pods).Items).ToJsonString(), "application/json"));
        await server.StartAsync(cancel).ConfigureAwait(false);
        return new ScrapeDiscovery(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
