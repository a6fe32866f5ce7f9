using CanaryMesh.Support;
using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Story;

/// <summary>A new image, waited for as a pipeline would.</summary>
internal static class Trial
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(110);
    private static readonly TimeSpan StatusWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CopyGoneWithin = TimeSpan.FromSeconds(45);

    public static async Task<TrialResult> PlayAsync(Stage stage, string version, string ends, CancellationToken cancel)
    {
        stage.Chronicle.Try(version);
        stage.Canary.Weights.Clear();
        var began = stage.Clock.GetUtcNow();
        await stage.KubectlAsync(cancel, "set", "image", "deploy/web", $"web={ImageMapFile.Sample}:{version}");
        stage.Chronicle.Note("$ kubectl rollout status deploy/web");
        var status = RolloutStatusRun.StartAsync(stage.Cluster.Kubectl, "deploy/web", Within, stage.Clock, cancel);
        await stage.Canary.UntilAsync(canary => canary.OnTrial, Within, $"version {version} is on trial", cancel);
        await stage.Canary.UntilAsync(canary => canary.Phase is "Succeeded" or "Failed", Within, $"version {version} is judged", cancel);
        var verdictAt = stage.Clock.GetUtcNow();
        var verdict = stage.Canary.Current;
        var waited = await status.WaitAsync(StatusWithin, stage.Clock, cancel);
        stage.Chronicle.Note($"kubectl rollout status ended with {waited.ExitCode}");
        var steps = MeasuredStep.Of(stage.Canary.Weights.Steps, stage.Load.Counts, version);
        if (verdict.Phase != ends)
        {
            throw new StoryException($"version {version} ended as {verdict.Phase} instead of {ends}: {verdict.Message}");
        }
        await CopyGoneAsync(stage, cancel);
        return new TrialResult(
            version, verdict.Phase, verdict.Message, (verdictAt - began).TotalSeconds, waited, (waited.EndedAt - verdictAt).TotalSeconds, steps);
    }

    private static Task CopyGoneAsync(Stage stage, CancellationToken cancel) => Eventually.TrueAsync(
        async () => (await stage.Cluster.Kubectl.RunAsync(cancel, "get", "deploy", "web-canary", "--ignore-not-found", "-o", "name")).Length == 0,
        CopyGoneWithin,
        "the copy web-canary is removed",
        cancel);
}
