using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Mesh.Watching;
using CanaryMesh.Support;

namespace CanaryMesh.Mesh.Tests.Watching;

public sealed class MeshDataPlaneTests
{
    private const string VirtualService = """
        apiVersion: networking.istio.io/v1beta1
        kind: VirtualService
        metadata: {name: shop, namespace: web}
        spec: {hosts: [shop], http: [{route: [{destination: {host: shop-primary}, weight: 100}, {destination: {host: shop-canary}, weight: 0}]}]}
        """;

    private const string Route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: shop, namespace: web}
        spec: {parentRefs: [{name: public}], rules: [{backendRefs: [{name: shop-canary, port: 80}]}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: public, namespace: web}
        spec: {gatewayClassName: double, listeners: [{name: http, port: 80, protocol: HTTP}]}
        """;

    [Fact]
    public async Task DataPlane_OfIstio_FollowsObjectsOfKindsThatComeLaterAndAnApiServerThatGoes()
    {
        await using var cluster = await MeshOfCluster.StartAsync();
        await using var mesh = await cluster.PlayAsync(new MeshOptions());
        Assert.Equal("primary", await cluster.AskAsync(mesh));

        await cluster.DefineAsync("istio-2026-07.yaml", MeshKind.VirtualServices, MeshKind.DestinationRules);
        await cluster.Server.InstallAsync(VirtualService);
        await Eventually.TrueAsync(
            async () => await cluster.AskAsync(mesh) == "primary" && mesh.Counts.Totals().Rules.ContainsKey("shop/0"), TimeSpan.FromSeconds(20), "the rule is obeyed", CancellationToken.None);

        await cluster.Server.PauseAsync();
        Assert.Equal("primary", await cluster.AskAsync(mesh));
        await cluster.Server.ResumeAsync();

        await SetWeightsAsync(cluster, 0, 100);
        await cluster.UntilAnsweredAsync(mesh, "canary");
        await SetWeightsAsync(cluster, 0, 0);
        await cluster.UntilAnsweredAsync(mesh, "404");
        Assert.Equal(1, mesh.Counts.Totals().Share("shop-primary=0 shop-canary=100", "shop-canary").Share);
    }

    [Fact]
    public async Task DataPlane_OfAGateway_AcceptsRoutesAndRefusesThem()
    {
        await using var cluster = await MeshOfCluster.StartAsync();
        await cluster.DefineAsync("gateway-api-standard.yaml", MeshKind.HttpRoutes, MeshKind.Gateways);
        await cluster.Server.InstallAsync(Route);
        await using var mesh = await cluster.PlayAsync(new MeshOptions { Gateway = "web/public" });

        await AcceptedAsync(cluster, "True Accepted");
        Assert.Equal("canary", await cluster.AskAsync(mesh));

        mesh.RefuseRoutes("UnsupportedValue", "not today");
        await AcceptedAsync(cluster, "False UnsupportedValue");
        Assert.Equal("404", await cluster.AskAsync(mesh));

        mesh.AcceptRoutes();
        await AcceptedAsync(cluster, "True Accepted");
        Assert.Equal("canary", await cluster.AskAsync(mesh));
    }

    private static async Task SetWeightsAsync(MeshOfCluster cluster, int primary, int canary)
    {
        var patch = JsonNode.Parse($$$"""
            {"spec":{"http":[{"route":[{"destination":{"host":"shop-primary"},"weight":{{{primary}}} },{"destination":{"host":"shop-canary"},"weight":{{{canary}}} }]}]}}
            """)!.AsObject();
        Assert.True(await cluster.Api.PatchAsync($"{MeshKind.VirtualServices.Collection("web")}/shop", patch, CancellationToken.None));
    }

    private static Task AcceptedAsync(MeshOfCluster cluster, string condition) => Eventually.TrueAsync(
        async () =>
        {
            var route = await cluster.Api.ListAsync($"{MeshKind.HttpRoutes.Collection("web")}/shop", CancellationToken.None);
            return Conditions(route!.Value).Contains($"Accepted {condition} {route.Value.GetProperty("metadata").GetProperty("generation")}");
        },
        TimeSpan.FromSeconds(20), $"Accepted is {condition}", CancellationToken.None);

    private static IEnumerable<string> Conditions(JsonElement route) =>
        route.TryGetProperty("status", out var status) && status.TryGetProperty("parents", out var parents)
            ? parents.EnumerateArray().SelectMany(entry => entry.GetProperty("conditions").EnumerateArray())
                .Select(each => $"{each.GetProperty("type")} {each.GetProperty("status")} {each.GetProperty("reason")} {each.GetProperty("observedGeneration")}")
            : [];
}
