using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>An app under load whose Canary names the provider kubernetes.</summary>
internal static class KubernetesApp
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    /// <summary>Each line of <paramref name="steps"/> is one of spec.analysis.</summary>
    public static async Task<ManagedWeb> StartAsync(string name, string steps)
    {
        var web = await SharedCluster.AddPlainAsync(name, plan => plan with { RequestsPerSecond = 50 });
        await web.Kubectl.ApplyAsync(
            $$"""
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata: {name: web}
            spec:
              provider: kubernetes
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              service: {port: 80, targetPort: http}
              analysis:
                interval: 3s
                threshold: 2
                metrics: [{name: request-success-rate, interval: 3s, thresholdRange: {min: 99} }]
            {{string.Join('\n', steps.Split('\n').Select(line => "    " + line))}}
            """,
            CancellationToken.None);
        await web.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, $"{name} is in our care", CancellationToken.None);
        return web;
    }

    /// <summary>But for what a version fails on purpose nothing failed, and nothing was lost.</summary>
    public static void AssertNothingLost(ManagedWeb web, LoadSnapshot before)
    {
        var after = web.Load.Counts.Snapshot();
        Assert.True(after.Sent > before.Sent);
        Assert.True(after.Lost == before.Lost, $"{web.Kubectl.Namespace}: {web.Load.Counts.LostSince(before)}");
        Assert.Equal(before.Failed, after.Failed);
    }
}
