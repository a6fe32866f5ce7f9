using System.Text.Json.Nodes;
using CanaryMesh.Manifests.Tests.Charts;
using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Applied;

/// <summary>What an API server lets the two processes of a limited installation do.</summary>
public sealed class LimitedRightsTests(EmptyCluster cluster) : IClassFixture<EmptyCluster>
{
    private static readonly string[] Watched =
    [
        "flagger.app/canaries", "flagger.app/metrictemplates", "apps/deployments", "apps/replicasets", "/pods", "/services", "/configmaps", "autoscaling/horizontalpodautoscalers",
        "networking.istio.io/virtualservices", "gateway.networking.k8s.io/httproutes",
    ];

    [Fact]
    public async Task Roles_ReachTheWatchedNamespacesAndNoOther()
    {
        foreach (var name in new[] { "team-a", "team-b" })
        {
            await cluster.Kubectl.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}", CancellationToken.None);
        }

        await cluster.Kubectl.ApplyAsync(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, "overlays/namespaced")), CancellationToken.None, "--server-side");

        Assert.Empty(await RefusedAsync("analyzer", "watch", "team-a", Watched));
        Assert.Empty(await RefusedAsync("analyzer", "list", "team-b", Watched));
        Assert.Equal(Watched, await RefusedAsync("analyzer", "list", "default", Watched));
        Assert.Equal(Watched, await RefusedAsync("analyzer", "watch", null, Watched));
        Assert.Empty(await RefusedAsync("analyzer", "watch", null, "/nodes"));
        Assert.Empty(await RefusedAsync("analyzer", "create", null, "authentication.k8s.io/tokenreviews"));
        Assert.Empty(await RefusedAsync("analyzer", "get", "canarymesh-system", "/secrets/canarymesh-pin-key", "/secrets/canarymesh-ca", "/secrets/canarymesh-alerts"));
        Assert.NotEmpty(await RefusedAsync("analyzer", "get", "canarymesh-system", "/secrets/another"));
        Assert.Empty(await RefusedAsync("analyzer", "watch", "canarymesh-system", "/pods"));
        Assert.Empty(await RefusedAsync("analyzer", "patch", "canarymesh-system", "/configmaps/canarymesh"));
        Assert.Empty(await RefusedAsync("analyzer", "create", "canarymesh-system", "/secrets"));
        Assert.Empty(await RefusedAsync("analyzer", "update", "canarymesh-system", "coordination.k8s.io/leases/canarymesh-analyzer", "/secrets/canarymesh-ca"));
        Assert.Empty(await RefusedAsync("webhook", "list", "team-a", "/services", "flagger.app/canaries"));
        Assert.NotEmpty(await RefusedAsync("webhook", "list", null, "/services"));
        Assert.Empty(await RefusedAsync("webhook", "create", null, "authorization.k8s.io/subjectaccessreviews"));
    }

    private async Task<IEnumerable<string>> RefusedAsync(string process, string verb, string? ns, params string[] resources)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, string.Join("\n---\n", resources.Select(resource => Review(process, verb, ns, resource.Split('/')).ToJsonString())));
            var allowed = (await cluster.Kubectl.RunAsync(CancellationToken.None, "create", "-f", file, "-o", "jsonpath={.status.allowed};")).Split(';');
            Assert.Equal(resources.Length, allowed.Length - 1);
            return resources.Where((_, at) => allowed[at] != "true");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonObject Review(string process, string verb, string? ns, string[] resource) => new()
    {
        ["apiVersion"] = "authorization.k8s.io/v1",
        ["kind"] = "SubjectAccessReview",
        ["spec"] = new JsonObject
        {
            ["user"] = $"system:serviceaccount:canarymesh-system:canarymesh-{process}",
            ["resourceAttributes"] = new JsonObject { ["verb"] = verb, ["namespace"] = ns, ["group"] = resource[0], ["resource"] = resource[1], ["name"] = resource.ElementAtOrDefault(2) },
        },
    };
}
