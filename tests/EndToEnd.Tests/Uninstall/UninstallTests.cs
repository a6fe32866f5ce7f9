using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Uninstall;

/// <summary>What a platform team does by the plugin alone, on one cluster under load: look, take over from Flagger, renew proxies, remove.</summary>
public sealed class UninstallTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    [EmbeddedFact("webhook configurations are removed")]
    public async Task Cluster_AdoptedRestartedAndUninstalledUnderLoad_LosesNothingAndKeepsNothingOfOurs()
    {
        await using var cluster = await TestCluster.StartAsync(Folders.Of("uninstall"), CancellationToken.None);
        await cluster.InstallAsync(CancellationToken.None);
        var plugin = new Plugin(cluster.Kubeconfig);
        await using var old = await FlaggerApp.StartAsync(cluster, plan => plan);
        await using var web = await ManagedWeb.AddPlainAsync(cluster, "annotated", plan => plan, CancellationToken.None);
        var written = await WrittenObjects.ReadAsync(web.Kubectl);
        await web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", $"{AnnotationNames.Enabled}=true");

        await AdoptAsync(plugin, old);
        await RestartAsync(plugin, old);
        await web.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, "the annotated target is in our care", CancellationToken.None);
        await UninstallAsync(plugin, cluster);

        NothingLost(old.Load.Counts.Snapshot());
        NothingLost(web.Load.Counts.Snapshot());
        Assert.Equal(written, await WrittenObjects.ReadAsync(web.Kubectl));
        await NothingOfOursAsync(web.Kubectl);
        await NothingOfOursAsync(old.Kubectl);
    }

    private static async Task AdoptAsync(Plugin plugin, FlaggerApp app)
    {
        Assert.Contains("scaled from 0 to 2, at the primary's template", await plugin.RunAsync("adopt", "web", "-n", FlaggerApp.Namespace, "--dry-run"), StringComparison.Ordinal);
        await plugin.RunAsync("adopt", "web", "-n", FlaggerApp.Namespace, "--drain", "3s");

        Assert.Equal(
            "deployment.apps/web", (await app.Kubectl.RunAsync(CancellationToken.None, "get", "deployments", "web", "web-primary", "--ignore-not-found", "-o", "name")).Trim());
        Assert.Equal("", (await app.Kubectl.RunAsync(CancellationToken.None, "get", "configmap", "web-primary", "--ignore-not-found", "-o", "name")).Trim());
        Assert.Equal("sample/web:1 web", await app.Kubectl.RunAsync(
            CancellationToken.None, "get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].envFrom[0].configMapRef.name}"));
        Assert.Equal(5, (await plugin.TryAsync("adopt", "web", "-n", FlaggerApp.Namespace)).ExitCode);
        await Eventually.TrueAsync(
            async () => await app.Kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.status.phase}") == "Initialized", Within, "the adopted target is in our care", CancellationToken.None);
    }

    private static async Task RestartAsync(Plugin plugin, FlaggerApp app)
    {
        Assert.Contains("up to date", await plugin.RunAsync("restart", "-n", FlaggerApp.Namespace), StringComparison.Ordinal);
        Assert.Contains(": restarted", await plugin.RunAsync("restart", "--all", "-n", FlaggerApp.Namespace), StringComparison.Ordinal);
        Assert.Equal("Initialized", await app.Kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.status.phase}"));
    }

    private static async Task UninstallAsync(Plugin plugin, TestCluster cluster)
    {
        var preflight = await plugin.TryAsync("preflight");
        Assert.True(preflight.ExitCode == 0, preflight.Output + preflight.Errors);
        var saved = Path.Combine(cluster.Folder, "saved.yaml");
        var said = await plugin.RunAsync("uninstall", "--yes", "--save", saved, "--timeout", "120s");

        Assert.Contains($"mutatingwebhookconfiguration {Installation.LateConfiguration}: deleted", said, StringComparison.Ordinal);
        Assert.Equal("", (await cluster.Kubectl.RunAsync(CancellationToken.None, "get", "mutatingwebhookconfigurations,validatingwebhookconfigurations,canaries", "-A", "-o", "name")).Trim());
        Assert.Contains("Nothing was touched", await plugin.RunAsync("uninstall", "--yes"), StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(saved);
        Assert.Contains("# kubectl -n annotated annotate deployment web canary.footanalytics.io/enabled=true", text, StringComparison.Ordinal);
        Assert.Contains("canary.flagger.app/web", await cluster.Kubectl.ApplyAsync(text, CancellationToken.None, "--dry-run=server"), StringComparison.Ordinal);
    }

    // Pods with proxies end their last requests.
    private static Task NothingOfOursAsync(Kubectl kubectl) => Eventually.TrueAsync(
        async () => (await WrittenObjects.OursAsync(kubectl)).Count == 0, Within, $"nothing of ours is left in {kubectl.Namespace}", CancellationToken.None);

    private static void NothingLost(LoadSnapshot counts)
    {
        Assert.True(counts.Sent > 1000, $"{counts.Sent} sent");
        Assert.True((counts.Lost, counts.Failed) == (0, 0), $"{counts.Lost} lost, {counts.Failed} failed: {string.Join("; ", counts.FirstLost.Take(5))}");
    }
}
