using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>Chart and kustomize install the same, byte for byte after sorting.</summary>
public sealed class SameObjectsTests
{
    [Theory]
    [InlineData("canarymesh", "base", "createNamespace=true")]
    [InlineData(
        "canarymesh", "overlays/embedded",
        "createNamespace=true,leaderElection.replicaCount=1,webhook.replicaCount=1,allowLoopback=true,proxy.appHost=pod,proxy.nativeSidecar=true,"
        + "metricsServer=http://127.0.0.1:9090,scrapeInterval=1s")]
    [InlineData("canarymesh", "overlays/prometheus-operator", "createNamespace=true,podMonitor.enabled=true")]
    [InlineData("canarymesh", "overlays/standalone", "createNamespace=true")]
    [InlineData("canarymesh", "overlays/istio", "createNamespace=true,meshProvider=istio,metricsServer=http://prometheus.istio-system:9090,scrapeInterval=15s")]
    [InlineData("canarymesh", "overlays/namespaced", "createNamespace=true,watchNamespaces={team-a,team-b}")]
    [InlineData("canarymesh", "overlays/cert-manager", "createNamespace=true,certManager.enabled=true")]
    [InlineData("canarymesh", "overlays/admission-policy", "createNamespace=true,admission.policy=true")]
    [InlineData("loadtester", "loadtester", "createNamespace=true,networkPolicy.analyzerNamespace=canarymesh-system")]
    public async Task ChartAndKustomize_RenderTheSameObjects(string name, string folder, string values)
    {
        var chart = Chart.All.Single(each => each.Name == name);

        // Hooks are no part of what is installed; the next test compares them.
        var rendered = await Kustomize.SortAsync(await chart.RenderAsync("--no-hooks", "--set", values));
        var expected = await Kustomize.SortAsync(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, folder)));

        Assert.Contains("\nkind: Deployment\n", expected, StringComparison.Ordinal);
        Assert.Equal(expected, rendered);
    }

    [Fact]
    public async Task HooksOfTheChart_AreTheUninstallFolderWithHelmsAnnotationsAlone()
    {
        var installed = await Chart.CanaryMesh.RenderAsync("--no-hooks");
        var all = await Chart.CanaryMesh.RenderAsync("--set", "cli.image.tag=dev");

        var hooks = all.Split("\n---\n").Where(each => each.Contains("helm.sh/hook:", StringComparison.Ordinal)).ToList();
        var plain = hooks.Select(each => string.Join('\n', each.Split('\n').Where(line => !line.Contains("helm.sh/", StringComparison.Ordinal) && line != "  annotations:")));

        Assert.Equal(
            await Kustomize.SortAsync(await Kustomize.RenderAsync(Path.Combine(Repository.Manifests, "uninstall"))),
            await Kustomize.SortAsync(string.Join("\n---\n", plain)));
        Assert.All(hooks, hook => Assert.Contains("helm.sh/hook: pre-delete", hook, StringComparison.Ordinal));
        Assert.DoesNotContain("helm.sh/hook:", installed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherReleaseElsewhere_SpeaksOfItsOwnNamespaceAlone()
    {
        var here = await Chart.CanaryMesh.RenderAsync();
        var there = await (Chart.CanaryMesh with { Release = "progressive", Namespace = "istio-system" }).RenderAsync();

        Assert.DoesNotContain("canarymesh-system", there, StringComparison.Ordinal);
        Assert.Equal(here, there.Replace("istio-system", "canarymesh-system", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadTesterByAnotherName_HasThatNameAndItsNamespaceAlone()
    {
        var here = await Chart.LoadTester.RenderAsync();
        var there = await (Chart.LoadTester with { Release = "gates", Namespace = "shop" }).RenderAsync();

        Assert.DoesNotContain("flagger-loadtester", there, StringComparison.Ordinal);
        Assert.DoesNotContain("namespace: test", there, StringComparison.Ordinal);
        Assert.Contains("name: gates-scripts", there, StringComparison.Ordinal);
        Assert.Equal(here.Split('\n').Length, there.Split('\n').Length);
    }
}
