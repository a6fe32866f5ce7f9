using CanaryMesh.Manifests.Tests.Charts;
using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Applied;

/// <summary>What kustomize and the charts render is what an API server takes: every field known, every value legal.</summary>
public sealed class AppliedTests(EmptyCluster cluster) : IClassFixture<EmptyCluster>
{
    private static readonly string[] Foreign = ["monitoring.coreos.com", "cert-manager.io"];

    [Theory]
    [InlineData("base")]
    [InlineData("loadtester")]
    [InlineData("overlays/standalone")]
    [InlineData("overlays/istio")]
    [InlineData("overlays/embedded")]
    [InlineData("overlays/namespaced")]
    [InlineData("overlays/prometheus-operator")]
    [InlineData("overlays/cert-manager")]
    [InlineData("overlays/admission-policy")]
    public async Task Manifests_AreTakenByTheStrictestCheck(string folder)
    {
        await NamespaceAsync("team-a");
        await NamespaceAsync("team-b");

        var taken = await ApplyAsync(Known(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, folder))));

        Assert.Contains("deployment.apps/", taken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charts_WithEveryValue_AreTakenByTheStrictestCheck()
    {
        foreach (var chart in Chart.All)
        {
            await NamespaceAsync(chart.Namespace);
            string[] apart = ["msteams.url", "msteams.secretName", "slack.secretName", "createNamespace", "serviceAccount.annotations", "namespace", "watchNamespaces"];
            var leaves = SchemaLeaf.Of(chart.Schema()).Where(each => each.Example is not null && !apart.Contains(each.Path));

            var taken = await ApplyAsync(Known(await chart.RenderAsync([.. leaves.SelectMany(each => new[] { "--set-json", $"{each.Path}={each.Example}" })])));

            Assert.Contains("deployment.apps/", taken, StringComparison.Ordinal);
        }
    }

    // The installation's namespace says so itself; a team's may say it too.
    [Fact]
    public async Task OurPods_AreLetInWhereRestrictedIsEnforced()
    {
        await ApplyAsync(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, "base")));
        await ApplyAsync(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, "loadtester")));
        await cluster.Kubectl.RunAsync(CancellationToken.None, "label", "namespace", "test", "pod-security.kubernetes.io/enforce=restricted", "--overwrite");
        await cluster.Kubectl.RunAsync(CancellationToken.None, "delete", "pods", "-n", "test", "--all", "--force");

        foreach (var (ns, name, pods) in new[] { ("canarymesh-system", "canarymesh-webhook", 2), ("canarymesh-system", "canarymesh-analyzer", 2), ("test", "loadtester", 1) })
        {
            await Eventually.TrueAsync(
                async () => (await cluster.Kubectl.RunAsync(CancellationToken.None, "get", "pods", "-n", ns, "-l", "app.kubernetes.io/name=" + name, "-o", "name"))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= pods,
                TimeSpan.FromSeconds(30),
                $"{pods} pods of {name} in {ns}",
                CancellationToken.None);
        }

        var refused = await cluster.Kubectl.TryAsync(CancellationToken.None, "run", "plain", "-n", "canarymesh-system", "--image=web:1");
        Assert.Contains("violates PodSecurity", refused.Errors, StringComparison.Ordinal);
    }

    private Task<string> ApplyAsync(string objects) =>
        cluster.Kubectl.ApplyAsync(objects, CancellationToken.None, "--server-side", "--force-conflicts", "--validate=strict");

    private async Task NamespaceAsync(string name) =>
        await cluster.Kubectl.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}", CancellationToken.None);

    // The kinds of the Prometheus Operator and of cert-manager are not the cluster's own.
    private static string Known(string objects) => string.Join(
        "\n---\n", objects.Split("\n---\n").Where(each => !Foreign.Any(group => each.Contains($"apiVersion: {group}/", StringComparison.Ordinal))));
}
