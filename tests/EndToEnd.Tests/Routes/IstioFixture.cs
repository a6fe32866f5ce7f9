using CanaryMesh.Mesh;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>One app whose requests all come through a mesh, in the care of a Canary that leaves the split to it.</summary>
public sealed class IstioFixture : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);
    private MeshDataPlane? _mesh;
    private ManagedWeb? _web;

    public MeshDataPlane Mesh => _mesh ?? throw new InvalidOperationException("not started");

    public ManagedWeb Web => _web ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        if (EmbeddedOnly.Skip(IstioRolloutTests.Needs) is not null)
        {
            return;
        }
        var cluster = await SharedCluster.StartedAsync();
        await DefineAsync(cluster);
        var ns = $"istio-{SharedCluster.Run}";
        _mesh = await MeshDataPlane.StartAsync(cluster.Kubeconfig, ns, new MeshOptions(), CancellationToken.None);
        cluster.ScrapeBeside(_mesh.Metrics);
        _web = await ManagedWeb.AddPlainAsync(cluster, ns, plan => plan with { Target = _mesh.Listener, Host = "web" }, CancellationToken.None);
        await _web.Kubectl.ApplyAsync(Canary, CancellationToken.None);
        await _web.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, "the canary web is Initialized", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await (_web?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_mesh?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    // Larger than what an annotation can remember: the server has to keep who owns which field.
    private static async Task DefineAsync(TestCluster cluster)
    {
        await cluster.Kubectl.ApplyAsync(SharedFiles.Definitions("istio-2026-07.yaml", "virtualservices", "destinationrules"), CancellationToken.None, "--server-side");
        await cluster.Kubectl.RunAsync(
            CancellationToken.None, "wait", "--for=condition=Established", "--timeout=60s", "crd/virtualservices.networking.istio.io", "crd/destinationrules.networking.istio.io");
    }

    private static string Canary { get; } = $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          provider: istio
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service:
            port: 80
            trafficPolicy: {tls: {mode: {{IstioRolloutTests.TlsMode}} } }
          analysis:
            interval: 3s
            threshold: 2
            stepWeight: 20
            maxWeight: 40
            metrics:
              - {name: request-success-rate, thresholdRange: {min: 99}, interval: 8s}
              - {name: request-duration, thresholdRange: {max: 2000}, interval: 8s}
        """;
}
