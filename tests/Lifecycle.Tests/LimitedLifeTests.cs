using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.EndToEnd.Tests.Uninstall;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>An installation that is limited to two namespaces, with rights in these alone, from its first day to its last.</summary>
public sealed class LimitedLifeTests
{
    private const string Bad = "sample/web:5";
    private static readonly string[] Spaces = ["team-a", "team-b", "elsewhere"];

    [Fact]
    public async Task InstallationOfTwoNamespaces_JudgesThereAndTouchesNothingElsewhere()
    {
        await using var cluster = await TestCluster.StartAsync(Folders.Of("lifecycle-limited"), CancellationToken.None);
        await cluster.Kubectl.RunAsync(CancellationToken.None, "apply", "-k", Path.Combine(Repository.Manifests, "base", "crds"));
        var apps = await Task.WhenAll(Spaces.Select(async each => await PhasedApp.OfAsync(await ManagedWeb.AddPlainAsync(cluster, each, LifeLoad.Plan, CancellationToken.None))));
        await cluster.InstallAsync("namespaced", CancellationToken.None);
        var (first, second, other) = (apps[0], apps[1], apps[2]);
        await Task.WhenAll(first.OnboardAsync(), second.OnboardAsync(), other.AnnotateAsync());

        await Task.WhenAll(new[] { (first, InstalledApps.OnTrial), (second, Bad), (other, InstalledApps.OnTrial) }.Select(each => each.Item1.Target.SetImageAsync(each.Item2)));
        await first.Target.PromotedAsync(InstalledApps.OnTrial);
        await second.ReasonAsync("WorseThanPrimary", "EjectedByProxies");
        await LifeLoad.GoalAsync([.. apps.Select(each => each.Target.Web.Load)]);

        Assert.Equal("", (await other.Target.RunAsync("get", "canaries", "-o", "name")).Trim());
        Assert.Equal("", await other.Target.RunAsync("get", "pods", "-o", "jsonpath={.items[*].spec.initContainers[*].name}"));
        Assert.All(await other.Target.ImagesAsync(), image => Assert.Equal(InstalledApps.OnTrial, image));
        Assert.DoesNotContain(await File.ReadAllLinesAsync(Path.Combine(cluster.Folder, "state", "rights.txt")), line => line.StartsWith("refused", StringComparison.Ordinal));

        await new Plugin(cluster.Kubeconfig).RunAsync("uninstall", "--yes", "--save", Path.Combine(cluster.Folder, "saved.yaml"), "--timeout", "180s");
        foreach (var app in apps[..2])
        {
            await app.GoneAsync();
            Assert.Equal("", await app.Target.RunAsync("get", "deploy", "web", "-o", $"jsonpath={{.metadata.annotations.{AnnotationNames.Managed.Replace(".", "\\.", StringComparison.Ordinal)}}}"));
        }
        Assert.All(apps, app => Assert.Equal("", app.Faults()));
        await Task.WhenAll(apps.Select(each => each.DisposeAsync().AsTask()));
    }
}
