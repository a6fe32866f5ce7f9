using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>A Canary that is changed at any moment, wherever ticks are cut off: no weight rises without a verdict, and the end is the version's own.</summary>
public class SpecChangeProperties
{
    private const int Uncut = 5;

    private static readonly RolloutSpec[] Specs =
    [
        Some.Spec,
        Some.Spec with { Suspended = true },
        Some.Spec with { Resets = true },
        Some.Spec with { Steps = new(10, 20, []) },
        Some.Spec with { Steps = new(1, 100, [5, 45, 70]), Interval = TimeSpan.FromSeconds(3) },
        Some.Spec with { Steps = new(100, 100, []), Iterations = 2, ChecksAtZero = 2, MirrorWeight = 100 },
        Some.Spec with { Steps = new(1, 0, []), Iterations = 2, ChecksAtZero = 2 },
        Some.Spec with { Steps = new(100, 100, []), Iterations = 2, Traffic = new() { LanesOnly = true } },
    ];

    [Property(MaxTest = 100)]
    public void GoodVersion_UnderAnyChanges_Succeeds(byte[] script)
    {
        var cluster = Played(script, "v1:good-a");

        Assert.Equal((RolloutPhase.Succeeded, "v1:good-a"), (cluster.Recorded.Phase, cluster.Recorded.LastPromoted));
    }

    [Property(MaxTest = 100)]
    public void BadVersion_UnderAnyChanges_FailsAndIsNeverResumed(byte[] script)
    {
        var cluster = Played(script, "v1:bad-a");

        Assert.Equal((RolloutPhase.Failed, "v1:bad-a"), (cluster.Recorded.Phase, cluster.Recorded.Refused));
        Assert.Empty(cluster.Resumed);
    }

    private static SimulatedCluster Played(byte[] script, string version)
    {
        var cluster = new SimulatedCluster();
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        cluster.Target.Apply(version, isHeld: true);
        foreach (var step in script)
        {
            cluster.Spec = Specs[step % Specs.Length];
            var cut = step / Specs.Length % (Uncut + 1);
            cluster.Tick(cut == Uncut ? null : cut);
            cluster.Pass(TimeSpan.FromSeconds(1 + (step % 13)));
            _ = cluster.RunUntil(_ => false, ticks: step % 17);
        }

        cluster.Spec = Some.Spec;
        Assert.True(cluster.RunUntil(each => !each.HasCopy && each.Recorded.Phase is RolloutPhase.Succeeded or RolloutPhase.Failed), $"{cluster.Recorded}");
        return cluster;
    }
}
