using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>The API gateway in a namespace of its own with a version on trial at its first weight, where the document's minute keeps it. It is
/// looked at, then rolled back by hand, then tried again.</summary>
internal static class RunningStory
{
    public const string Namespace = "footanalytics-rollback";
    private const string Manual = "Manual Rollback";

    private static readonly Lazy<Task<DocumentApp>> Running = new(RunAsync);
    private static readonly Lazy<Task<RunningTrial>> Observed = new(ObserveAsync);
    private static readonly Lazy<Task<JsonObject>> Aborted = new(() => AfterAsync(Observed.Value, "threshold", "Failed"));
    private static readonly Lazy<Task<JsonObject>> Restarted = new(() => AfterAsync(Aborted.Value, "skipAnalysis", "Progressing"));

    public static Task<RunningTrial> ObservedAsync() => Observed.Value;

    /// <summary>The status after the command that rolls back.</summary>
    public static Task<JsonObject> AbortedAsync() => Aborted.Value;

    /// <summary>The status after the command that restarts the analysis, which is run after the other one.</summary>
    public static Task<JsonObject> RestartedAsync() => Restarted.Value;

    public static Task<CommandResult> TryAsync(DocumentApp app, string heading, string words) =>
        app.Stage.Shell.TryAsync(OurNames.In(FlaggerDocument.Command(heading, words), Namespace));

    private static async Task<DocumentApp> RunAsync()
    {
        var app = await DocumentApp.StartAsync(
            Namespace, "api-gateway", 4000, _ => Fragments.Canary(Namespace, "api-gateway", 4000, FlaggerDocument.Block("Traffic Shifting Strategy"), FlaggerDocument.Block("Success Rate")));
        await app.TryOutAsync("2");
        await app.ServesAsync(10);
        return app;
    }

    private static async Task<RunningTrial> ObserveAsync()
    {
        var app = await Running.Value;
        var copy = await app.Kubectl.GetAsync(CancellationToken.None, "deploy", "api-gateway-canary");
        var pods = await app.Kubectl.RunAsync(CancellationToken.None, "get", "pods", "-o", "name");
        return new RunningTrial(app, copy, pods, await TryAsync(app, "Debugging Commands", "kubectl exec"));
    }

    private static async Task<JsonObject> AfterAsync(Task before, string words, string phase)
    {
        await before;
        var app = await Running.Value;
        (await TryAsync(app, Manual, words)).EnsureSuccess();
        await app.PhaseAsync(phase);
        return await app.StatusAsync();
    }
}
