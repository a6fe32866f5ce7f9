using System.Text.Json.Nodes;
using CanaryMesh.EndToEnd.Tests.Lost;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>Kills proxies of one app: first one beside the copy, then, once that runs again, one beside the primary.</summary>
internal static class ProxyKills
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    // What is on its way when a process is killed: a busy machine takes its time to say so.
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(300);

    // Nodes learn later than the watch that an endpoint is gone.
    private static readonly TimeSpan Learning = TimeSpan.FromSeconds(1);

    /// <summary>The times in which a request may be lost, one for each proxy that was killed.</summary>
    public static async Task<IReadOnlyList<PodOutage>> InAsync(TestCluster cluster, PhaseApp app, ReadyPods ready)
    {
        List<PodOutage> outages = [];
        if (await KillAsync(cluster, app, "app=web-canary", _ => true) is { } beside)
        {
            outages.Add(beside with { To = DateTimeOffset.UtcNow + Instant });
            await UntilAsync(async () => ProxyProcess.Of(cluster, app.Web.Kubectl, beside.Pod).Count > 0 || await IsGoingAsync(app, beside.Pod), $"the proxy of {beside.Pod} runs again");
        }
        PodOutage? killed = null;
        DateTimeOffset? left = null;
        await UntilAsync(
            async () => (killed = await KillAsync(cluster, app, "app=web", ready.IsIn)) is not null || app.HasMovedOn || await app.HasEndedAsync(),
            $"{app.Name}: a pod of the primary has a proxy");
        if (killed is null)
        {
            throw new MissedException($"{app.Name} moved on before a proxy of its primary was killed: {app.Web.Canary.Current}");
        }
        await UntilAsync(() => Task.FromResult((left = ready.LeftAfter(killed.Pod, killed.From)) is not null), $"{killed.Pod} leaves the endpoints");
        return [.. outages, killed with { To = left!.Value + Learning }];
    }

    // A copy that is removed meanwhile takes its proxies with it.
    private static async Task<bool> IsGoingAsync(PhaseApp app, string pod)
    {
        var seen = await app.Web.Kubectl.RunAsync(CancellationToken.None, "get", "pod", pod, "--ignore-not-found", "-o", "jsonpath={.metadata.name} {.metadata.deletionTimestamp}");
        return !seen.EndsWith(' ');
    }

    private static Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.TrueAsync(condition, Within, what, CancellationToken.None);

    private static async Task<PodOutage?> KillAsync(TestCluster cluster, PhaseApp app, string selector, Func<string, bool> wanted)
    {
        var pods = (await app.Web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", selector))["items"]!.AsArray().OfType<JsonObject>();
        foreach (var pod in pods.Where(pod => pod["metadata"]!["deletionTimestamp"] is null).Select(pod => (string)pod["metadata"]!["name"]!).Where(wanted))
        {
            var from = DateTimeOffset.UtcNow;
            if (await ProxyProcess.KillAsync(cluster, app.Web.Kubectl, pod))
            {
                return new PodOutage(pod, from, from);
            }
        }
        return null;
    }
}
