using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>The kinds of Istio and of the Gateway API, which the shared cluster learns once, after CanaryMesh is there.</summary>
internal static class RouteKinds
{
    private static readonly Lazy<Task> Defined = new(DefineAsync);

    public static Task DefinedAsync() => Defined.Value;

    private static async Task DefineAsync()
    {
        var cluster = await SharedCluster.StartedAsync();
        await DefineAsync(cluster, "istio-2026-07.yaml", "networking.istio.io", "virtualservices", "destinationrules");
        await DefineAsync(cluster, "gateway-api-standard.yaml", "gateway.networking.k8s.io", "gatewayclasses", "gateways", "httproutes");
        await cluster.Kubectl.ApplyAsync(GatewayCanary.Class, CancellationToken.None);
    }

    // Larger than what an annotation can remember: the server has to keep who owns which field.
    private static async Task DefineAsync(TestCluster cluster, string file, string group, params string[] plurals)
    {
        await cluster.Kubectl.ApplyAsync(SharedFiles.Definitions(file, plurals), CancellationToken.None, "--server-side");
        await cluster.Kubectl.RunAsync(CancellationToken.None, ["wait", "--for=condition=Established", "--timeout=60s", .. plurals.Select(plural => $"crd/{plural}.{group}")]);
    }
}
