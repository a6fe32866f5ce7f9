using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Phases;

/// <summary>An app under load that is brought to a phase of its rollout.</summary>
internal sealed class PhasedApp : IAsyncDisposable
{
    private const string Canary = """
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80}
          analysis: {interval: 3s, threshold: 2, maxWeight: 40, stepWeight: 20}
        """;

    private static readonly string[] Settings =
        [AnnotationNames.Enabled, AnnotationNames.Interval, AnnotationNames.StepWeight, AnnotationNames.MaxWeight, AnnotationNames.Threshold];

    // Many begin at once on few processors.
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(180);
    private readonly ManagedWeb _web;
    private readonly LoadSnapshot _counts;

    private PhasedApp(ManagedWeb web, IReadOnlyList<string> written) => (_web, Written, _counts) = (web, written, web.Load.Counts.Snapshot());

    public TrapTarget Target => new(_web);

    /// <summary>The objects before anything of ours came.</summary>
    public IReadOnlyList<string> Written { get; }

    public static async Task<PhasedApp> StartAsync(string name) =>
        await OfAsync(await SharedCluster.AddPlainAsync(name, plan => plan with { RequestsPerSecond = 20, KeptConnections = 4 }));

    /// <summary>An app that is not in our care yet.</summary>
    public static async Task<PhasedApp> OfAsync(ManagedWeb web) => new(web, await WrittenObjects.ReadAsync(web.Kubectl));

    public Task AnnotateAsync() => _web.AnnotateAsync(CancellationToken.None);

    public async Task OnboardAsync()
    {
        await AnnotateAsync();
        await SeenAsync("the target is in our care", () => _web.Canary.Current.Phase == "Initialized");
    }

    /// <summary>By a Canary of the team's own, without the annotation.</summary>
    public async Task OnboardByCanaryAsync()
    {
        await _web.Kubectl.ApplyAsync(Canary, CancellationToken.None);
        await ReasonAsync("Initialized");
    }

    public async Task TryAsync(string image)
    {
        await OnboardAsync();
        await Target.SetImageAsync(image);
    }

    public Task ReasonAsync(params string[] reasons) =>
        SeenAsync($"the reason is {string.Join(" or ", reasons)}", () => reasons.Contains(_web.Canary.Current.Reason));

    public Task ServesItsShareAsync() => SeenAsync("the version serves its share", () => _web.Canary.Current.ServesItsWeight);

    public Task NoCopyAsync() => UntilAsync("no copy is left", async () => !await Target.HasCopyAsync());

    public Task RollsAsync() => UntilAsync("a pod of the primary runs the judged version", async () =>
        (await Target.RunAsync("get", "deploy", "web", "-o", "jsonpath={.status.updatedReplicas}")) is not ("" or "0"));

    public Task CommandAsync(string verb) => Target.RunAsync("annotate", "canary/web", $"{AnnotationNames.Command}={verb}:1");

    /// <summary>Asks to leave, thinks better of it in the midst, and is in our care again.</summary>
    public async Task LeaveAndComeBackAsync()
    {
        var first = await Target.RunAsync("get", "canary", "web", "-o", "jsonpath={.metadata.uid}");
        await AskToLeaveAsync();
        await SeenAsync("leaving has begun", () => _web.Canary.Current.Phase == "Terminating");
        await AnnotateAsync();
        await UntilAsync("another canary is Initialized", async () =>
            (await Target.RunAsync("get", "canary", "web", "--ignore-not-found", "-o", "jsonpath={.metadata.uid} {.status.phase}")) is var seen
            && seen.EndsWith(" Initialized", StringComparison.Ordinal) && !seen.StartsWith(first, StringComparison.Ordinal));
    }

    public async Task LeaveAsync()
    {
        await AskToLeaveAsync();
        await GoneAsync();
    }

    /// <summary>Nothing of ours is left, and every pod that is to go has gone.</summary>
    public async Task GoneAsync()
    {
        await UntilAsync("the canary is gone", async () => (await Target.RunAsync("get", "canary", "web", "--ignore-not-found", "-o", "name")).Length == 0);
        await UntilAsync("no pod is about to go", async () => (await PodsAsync()).All(pod => pod["metadata"]!["deletionTimestamp"] is null));
    }

    /// <summary>What the load saw since before we came: requests lost, and answers that failed though no bad version gave them.</summary>
    public string Faults()
    {
        var now = _web.Load.Counts.Snapshot();
        var failed = now.Failed - _counts.Failed - now.Of("5").Failed;
        return string.Join("; ", [.. now.FirstLost.Skip((int)_counts.Lost).Select(each => $"{each}"), .. failed == 0 ? Array.Empty<string>() : [$"{failed} failed"]]);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    public async Task<IEnumerable<JsonObject>> PodsAsync() =>
        (await _web.Kubectl.GetAsync(CancellationToken.None, "pods"))["items"]!.AsArray().OfType<JsonObject>();

    public static Task UntilAsync(string what, Func<Task<bool>> condition) => Eventually.TrueAsync(condition, Within, what, CancellationToken.None);

    private Task<string> AskToLeaveAsync() => Target.RunAsync(["annotate", "deploy/web", .. Settings.Select(name => name + "-")]);

    private Task SeenAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));
}
