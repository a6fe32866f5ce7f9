using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The managed app as a trap's test sets and reads it.</summary>
internal sealed class TrapTarget(ManagedWeb web)
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    public ManagedWeb Web => web;

    /// <summary>Back to the version that serves, if held; then no trial, no copy, no roll. Gives the counts from which a test counts.</summary>
    public async Task<LoadSnapshot> RestAsync()
    {
        if ((await DeploymentAsync())["spec"]!["paused"] is not null)
        {
            await SetImageAsync((await ImagesAsync())[0]);
        }
        await UntilAsync(IsAtRestAsync, "the target is at rest");
        web.Canary.Weights.Clear();
        return web.Load.Counts.Snapshot();
    }

    /// <summary>How long a step is looked at: long keeps a trial running while a test does its worst, and is taken back to let it end.</summary>
    public Task<string> SetIntervalAsync(string interval) => RunAsync("annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}={interval}");

    /// <summary>From rest to the moment at which a version serves its share. Gives the counts from which a test counts.</summary>
    public async Task<LoadSnapshot> TryOutAsync(string image, string interval)
    {
        var before = await RestAsync();
        await SetIntervalAsync(interval);
        await SetImageAsync(image);
        Assert.Equal(image, await HeldImageAsync());
        await web.Canary.UntilAsync(canary => canary.ServesItsWeight, Within, $"{image} serves its share", CancellationToken.None);
        return before;
    }

    public Task<string> SetImageAsync(string image) => RunAsync("set", "image", "deploy/web", $"web={image}");

    /// <summary>One update of image and a mark that makes the version a new one, however often the image was tried.</summary>
    public Task<string> SetNewAsync(string image, string mark) => PatchAsync(
        $$$$$"""{"spec":{"template":{"metadata":{"annotations":{"test/mark":"{{{{{mark}}}}}"}},"spec":{"containers":[{"name":"web","image":"{{{{{image}}}}}"}]}}}}""");

    public Task<string> PatchAsync(string patch) => RunAsync("patch", "deploy", "web", "-p", patch);

    public Task<string> RunAsync(params string[] arguments) => web.Kubectl.RunAsync(CancellationToken.None, arguments);

    public Task<CommandResult> TryAsync(params string[] arguments) => web.Kubectl.TryAsync(CancellationToken.None, arguments);

    public Task<RolloutStatusRun> StatusAsync() =>
        RolloutStatusRun.StartAsync(web.Kubectl, "deploy/web", Within, TimeProvider.System, CancellationToken.None);

    public Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.TrueAsync(condition, Within, what, CancellationToken.None);

    public Task PhaseAsync(string phase) => web.Canary.UntilAsync(canary => canary.Phase == phase, Within, $"the phase is {phase}", CancellationToken.None);

    public Task RefusedAsync(string image) => UntilAsync(
        async () => (await CanaryAsync()).Phase == "Failed" && await HeldImageAsync() == image, $"{image} is refused");

    /// <summary>Promoted, and on every pod.</summary>
    public Task PromotedAsync(string image) => UntilAsync(
        async () => await CanaryAsync() is { Phase: "Succeeded" } && await HeldImageAsync() is null && (await ImagesAsync()).All(each => each == image),
        $"{image} is promoted");

    public async Task<CanaryView> CanaryAsync() => CanaryView.Read(await web.Kubectl.GetAsync(CancellationToken.None, "canary", "web"));

    public Task<JsonObject> DeploymentAsync() => web.Kubectl.GetAsync(CancellationToken.None, "deploy", "web");

    public async Task<string?> HeldImageAsync()
    {
        var deployment = await DeploymentAsync();
        return (bool?)deployment["spec"]!["paused"] == true && deployment["metadata"]!["annotations"]![AnnotationNames.Held] is not null
            ? (string?)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]
            : null;
    }

    /// <summary>Of the primary's ready pods.</summary>
    public async Task<List<string>> ImagesAsync() => [.. (await ReadyPodsAsync()).Select(pod => (string)pod["spec"]!["containers"]![0]!["image"]!)];

    /// <summary>Of the primary's ready pods.</summary>
    public async Task<List<string>> PodNamesAsync() =>
        [.. (await ReadyPodsAsync()).Select(pod => (string)pod["metadata"]!["name"]!).Order(StringComparer.Ordinal)];

    public async Task<bool> HasCopyAsync() => (await RunAsync("get", "deploy", "web-canary", "--ignore-not-found", "-o", "name")).Length > 0;

    /// <summary>But for what is excused, of which only the first few are known one by one.</summary>
    public void NothingLostSince(LoadSnapshot before, Func<LostRequest, bool> excuses)
    {
        var after = web.Load.Counts.Snapshot();
        Assert.True(after.Sent > before.Sent);
        var unexcused = after.FirstLost.Skip((int)before.Lost).Where(each => !excuses(each)).ToList();
        Assert.True(
            unexcused.Count == 0 && after.Lost == after.FirstLost.Count,
            $"in {web.Kubectl.Namespace}, {unexcused.Count} of the known ones unexcused: {web.Load.Counts.TellLost(unexcused, after.Lost - before.Lost)}; {Pressure.Now()}");
    }

    public void NothingLostSince(LoadSnapshot before)
    {
        var after = web.Load.Counts.Snapshot();
        Assert.True(after.Sent > before.Sent);
        Assert.True(after.Lost == before.Lost, $"{web.Load.Counts.LostSince(before)}; {Pressure.Now()}");
    }

    private async Task<IEnumerable<JsonObject>> ReadyPodsAsync()
    {
        var pods = await web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web");
        return pods["items"]!.AsArray().OfType<JsonObject>().Where(IsReady);
    }

    private async Task<bool> IsAtRestAsync()
    {
        var deployment = await DeploymentAsync();
        var status = deployment["status"]!;
        return (await CanaryAsync()).Phase is "Initialized" or "Succeeded" && deployment["spec"]!["paused"] is null && !await HasCopyAsync()
            && (int?)status["updatedReplicas"] == (int?)deployment["spec"]!["replicas"] && (int?)status["readyReplicas"] == (int?)status["replicas"]
            && (int?)status["updatedReplicas"] == (int?)status["replicas"];
    }

    private static bool IsReady(JsonObject pod) => pod["metadata"]!["deletionTimestamp"] is null
        && pod["status"]?["conditions"]?.AsArray().Any(each => (string?)each!["type"] == "Ready" && (string?)each["status"] == "True") == true;
}
