using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Support;
using CanaryMesh.Support.Cluster;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>One cluster with everything that the document takes for granted. It ends with the test process.</summary>
internal sealed class DocumentCluster
{
    private static readonly Lazy<Task<DocumentCluster>> Only = new(StartAsync);

    private DocumentCluster(TestCluster cluster) => (Cluster, Shell) = (cluster, new Shell(cluster.Kubeconfig, Path.Combine(cluster.Folder, "home")));

    public TestCluster Cluster { get; }

    public Shell Shell { get; }

    public SlackRoom Room { get; } = new();

    public ModelExporter Exporter { get; } = new();

    public Uri RoomAddress { get; private set; } = new("http://127.0.0.1");

    public static Task<DocumentCluster> StartedAsync() => Only.Value;

    private static async Task<DocumentCluster> StartAsync()
    {
        if (RealCluster.IsAsked)
        {
            throw new InvalidOperationException("these tests put servers of this machine beside the cluster: they run on the embedded one alone");
        }

        _ = FlaggerDocument.Blocks;
        var cluster = await TestCluster.StartAsync(Path.Combine(Repository.Artifacts, "document"), CancellationToken.None);
        var stage = new DocumentCluster(cluster);
        await stage.Shell.ApplyAsync(SurroundingManifests.Of(cluster.Prometheus, await PythonOnPath.InterpreterAsync()));
        await Task.WhenAll(cluster.InstallAsync(CancellationToken.None), stage.InstallLoadTesterAsync(), stage.InstallIstioKindAsync());
        stage.RoomAddress = await LocalServer.StartAsync(stage.Room.AnswerAsync);
        cluster.ScrapeBeside(await LocalServer.StartAsync(stage.Exporter.AnswerAsync));
        return stage;
    }

    // What the README says about hooks of the document: they bring no token, and some are shell commands.
    private async Task InstallLoadTesterAsync()
    {
        var tools = await PythonOnPath.WriteAsync(Path.Combine(Cluster.Folder, "tools"));
        await Shell.RunAsync($"kubectl apply -k {Path.Combine(Repository.Manifests, "loadtester")}");
        await Shell.RunAsync("kubectl create configmap flagger-loadtester-scripts -n test --from-file=validate_ml_model.py=/dev/stdin", PythonOnPath.ValidationScript);
        await Shell.RunAsync($"kubectl set env -n test deployment/flagger-loadtester CANARYMESH_COMMANDS=true CANARYMESH_TOKEN_REQUIRED=false PATH={tools}:/usr/local/bin:/usr/bin:/bin");
        await Shell.RunAsync("kubectl rollout status -n test deployment/flagger-loadtester --timeout=80s");
    }

    private async Task InstallIstioKindAsync()
    {
        var all = await File.ReadAllTextAsync(Path.Combine(FlaggerDocument.SharedFolder, "crds", "istio-2026-07.yaml"));
        var kind = all.Split("\n---\n").Single(text => text.Contains("\n  name: virtualservices.networking.istio.io\n", StringComparison.Ordinal));
        await Shell.RunAsync("kubectl create -f - && kubectl wait --for=condition=Established crd/virtualservices.networking.istio.io --timeout=60s", kind);
    }
}
