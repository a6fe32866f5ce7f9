using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>An app of the document in our care and under load.</summary>
internal sealed class DocumentApp
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);
    private readonly string _name;

    private DocumentApp(DocumentCluster stage, Kubectl kubectl, string name, string said, LoadGenerator load)
    {
        (Stage, Kubectl, _name, Said, Load) = (stage, kubectl, name, said, load);
        Canary = new CanaryWatch(kubectl, name, TimeProvider.System);
    }

    public DocumentCluster Stage { get; }

    public Kubectl Kubectl { get; }

    public CanaryWatch Canary { get; }

    public LoadGenerator Load { get; }

    /// <summary>What kubectl said when the Canary was applied.</summary>
    public string Said { get; }

    public static async Task<DocumentApp> StartAsync(string @namespace, string name, int port, Func<DocumentCluster, string> canary)
    {
        var stage = await DocumentCluster.StartedAsync();
        await stage.Shell.ApplyAsync(AppManifest.Of(@namespace, name, port));
        await stage.Shell.RunAsync($"kubectl rollout status -n {@namespace} deployment/{name} --timeout=80s");
        var kubectl = stage.Cluster.Kubectl.In(@namespace);
        var load = await TestCluster.StartLoadAsync(kubectl, plan => plan with { RequestsPerSecond = 30 }, CancellationToken.None, name);
        var app = new DocumentApp(stage, kubectl, name, await stage.Shell.ApplyAsync(canary(stage)), load);
        await app.PhaseAsync("Initialized");
        return app;
    }

    /// <summary>Sets a version and waits until it is on trial.</summary>
    public async Task TryOutAsync(string version)
    {
        await Eventually.TrueAsync(
            async () => (await Kubectl.RunAsync(CancellationToken.None, "get", "deploy", $"{_name}-canary", "--ignore-not-found", "-o", "name")).Length == 0, Within, "no copy is left", CancellationToken.None);
        await Kubectl.RunAsync(CancellationToken.None, "set", "image", $"deploy/{_name}", $"web=sample/web:{version}");
        await Canary.UntilAsync(canary => canary.OnTrial, Within, $"version {version} of {_name} is on trial", CancellationToken.None);
    }

    public Task PhaseAsync(string phase) =>
        Canary.UntilAsync(canary => canary.Phase == phase, Within, $"{_name} in {Kubectl.Namespace} is {phase}", CancellationToken.None);

    public Task ServesAsync(int weight) => Canary.UntilAsync(
        canary => canary.ServesItsWeight && canary.Weight == weight, Within, $"{_name} in {Kubectl.Namespace} serves {weight} %", CancellationToken.None);

    public async Task<JsonObject> StatusAsync() => (await Kubectl.GetAsync(CancellationToken.None, "canary", _name))["status"]!.AsObject();

    /// <summary>What the last look found of one check.</summary>
    public async Task<JsonObject> CheckAsync(string name) =>
        (await StatusAsync())["checks"]!.AsArray().Single(check => (string?)check!["name"] == name)!.AsObject();

    /// <summary>What was said of the Canary, as kubectl shows it.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync() =>
    [
        .. (await Kubectl.GetAsync(CancellationToken.None, "events"))["items"]!.AsArray()
            .Where(each => (string?)each!["involvedObject"]!["kind"] == "Canary").Select(each => (string)each!["message"]!),
    ];
}
