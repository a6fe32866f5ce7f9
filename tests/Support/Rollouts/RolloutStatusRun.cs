using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.Support.Rollouts;

/// <summary>kubectl rollout status, as a pipeline waits with it.</summary>
public sealed record RolloutStatusRun(int ExitCode, DateTimeOffset EndedAt, string Output)
{
    public static async Task<RolloutStatusRun> StartAsync(Kubectl kubectl, string target, TimeSpan within, TimeProvider clock, CancellationToken cancel)
    {
        var result = await kubectl.TryAsync(cancel, "rollout", "status", target, $"--timeout={within.TotalSeconds:0}s");
        return new RolloutStatusRun(result.ExitCode, clock.GetUtcNow(), (result.Output + result.Errors).Trim());
    }
}
