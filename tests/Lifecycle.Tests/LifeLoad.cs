using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>How much every case must have carried.</summary>
internal static class LifeLoad
{
    public const long Goal = 10_000;
    private static readonly TimeSpan ReachedWithin = TimeSpan.FromSeconds(180);

    public static LoadPlan Plan(LoadPlan plan) => plan with { RequestsPerSecond = 200, KeptConnections = 16 };

    public static Task GoalAsync(params LoadGenerator[] loads) => Eventually.TrueAsync(
        () => loads.Sum(load => Answered(load.Counts.Snapshot())) >= Goal, ReachedWithin, $"{Goal} requests were answered", CancellationToken.None);

    public static long Answered(LoadSnapshot counts) => counts.Ok + counts.Failed;
}
