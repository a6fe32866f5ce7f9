using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Support;

namespace CanaryMesh.Document.Tests.Chapters;

/// <summary>The document's helm with our charts, and an installation by kustomize with the same values.</summary>
public sealed class InstallTests
{
    private const string Flagger = "1. Install Flagger";

    [CommandFact(Flagger, "helm repo add")]
    public async Task RepoAdd_OurFolderOfManifests_TakesItsPlace()
    {
        Assert.Contains("kubectl apply -k manifests/base", Readme.Instead("1. Install Flagger: `helm repo add"), StringComparison.Ordinal);

        Assert.Contains("canaries.flagger.app", await RunAsync("kubectl get crd canaries.flagger.app metrictemplates.flagger.app alertproviders.flagger.app -o name"), StringComparison.Ordinal);
    }

    [CommandFact(Flagger, "helm repo update")]
    public async Task RepoUpdate_ApplyingAgain_UpdatesInPlace()
    {
        Assert.Contains("kubectl apply -k", Readme.Instead("1. Install Flagger: `helm repo update"), StringComparison.Ordinal);
        const string Generation = "kubectl get deploy -n canarymesh-system -o jsonpath='{.items[*].metadata.generation}'";
        var before = await RunAsync(Generation);
        var overlay = Path.Combine((await DocumentCluster.StartedAsync()).Cluster.Folder, "overlay");

        await RunAsync($"kubectl apply -k {overlay}");

        Assert.Equal(before, await RunAsync(Generation));
    }

    [CommandFact(Flagger, "helm upgrade --install flagger")]
    public async Task Upgrade_WithTheDocumentsValues_RunsWithItsMetricsServer()
    {
        const string Setting = "metrics-server: http://prometheus-server.monitoring:80";
        Assert.Contains(Setting, Readme.Instead("1. Install Flagger: `helm upgrade"), StringComparison.Ordinal);
        Assert.Contains(Setting, await HelmAsync(FlaggerDocument.Command(Flagger, "helm upgrade --install flagger"), "flagger flagger/flagger", "canarymesh"), StringComparison.Ordinal);
        var address = (await DocumentCluster.StartedAsync()).Cluster.Prometheus.ToString().TrimEnd('/');

        Assert.Equal(address, await RunAsync("kubectl get configmap canarymesh -n canarymesh-system -o jsonpath='{.data.metrics-server}'"));
        await RunAsync("kubectl wait -n canarymesh-system --for=condition=Available deploy --all --timeout=60s");
    }

    [CommandFact("2. Install Load Tester", "helm upgrade --install flagger-loadtester")]
    public async Task LoadTester_OurFolderOfManifests_MakesTheNamespaceAndTheService()
    {
        Assert.Contains("kubectl apply -k manifests/loadtester", Readme.Instead("2. Install Load Tester"), StringComparison.Ordinal);
        var command = FlaggerDocument.Command("2. Install Load Tester", "helm upgrade --install flagger-loadtester");
        Assert.Contains("answers at http://flagger-loadtester.test/", await HelmAsync(command, "flagger-loadtester flagger/loadtester", "loadtester"), StringComparison.Ordinal);

        Assert.Equal("80", await RunAsync("kubectl get service flagger-loadtester -n test -o jsonpath='{.spec.ports[0].port}'"));
    }

    [CommandFact("3. Verify Installation", "name=flagger")]
    public async Task Verify_PodsOfTheAnalyzer_Run() => Assert.Contains(
        " Running ", await RunAsync(OurNames.In(FlaggerDocument.Command("3. Verify Installation", "name=flagger"))), StringComparison.Ordinal);

    [CommandFact("3. Verify Installation", "name=loadtester")]
    public async Task Verify_PodsOfTheLoadTester_Run() => Assert.Contains(
        " Running ", await RunAsync(FlaggerDocument.Command("3. Verify Installation", "name=loadtester")), StringComparison.Ordinal);

    // The document's command as it stands, but for the release and the chart. Here the objects are there already, by another hand.
    private static Task<string> HelmAsync(string command, string theirs, string chart)
    {
        Assert.Contains(theirs, command, StringComparison.Ordinal);
        var release = chart == "loadtester" ? "flagger-loadtester" : chart;
        return RunAsync(command.Replace(theirs, $"{release} {Path.Combine(Repository.Manifests, "charts", chart)}", StringComparison.Ordinal) + " --dry-run=client");
    }

    private static async Task<string> RunAsync(string command) => await (await DocumentCluster.StartedAsync()).Shell.RunAsync(command);
}
