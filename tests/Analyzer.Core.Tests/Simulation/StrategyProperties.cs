using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>Every way to bring a version to its users comes to the right end wherever its ticks are cut off.</summary>
public class StrategyProperties
{
    private const int Uncut = 7;

    private static readonly RolloutSpec[] Strategies =
    [
        Some.Spec with { Iterations = 9, StepWeightPromotion = 20 },
        Some.Spec with { ChecksAtZero = 1, MirrorWeight = 50 },
        Some.Spec with { Steps = new(100, 100, []), Iterations = 3, ChecksAtZero = 3, MirrorWeight = 100 },
        Some.Spec with { Steps = new(1, 0, []), Iterations = 3, ChecksAtZero = 3 },
        Some.Spec with { Steps = new(100, 100, []), Iterations = 3, Traffic = new() { LanesOnly = true }, StepWeightPromotion = 50 },
    ];

    [Property(MaxTest = 300)]
    public void GoodVersion_CutOffAnywhere_Succeeds(byte strategy, byte[] script)
    {
        var cluster = Played(strategy, script, "v1:good-a");

        Assert.Equal((RolloutPhase.Succeeded, "v1:good-a"), (cluster.Recorded.Phase, cluster.Recorded.LastPromoted));
    }

    [Property(MaxTest = 300)]
    public void BadVersion_CutOffAnywhere_FailsAndIsNeverResumed(byte strategy, byte[] script)
    {
        var cluster = Played(strategy, script, "v1:bad-a");

        Assert.Equal((RolloutPhase.Failed, "v1:bad-a"), (cluster.Recorded.Phase, cluster.Recorded.Refused));
        Assert.Empty(cluster.Resumed);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(1, 6)]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void GoodVersion_Uncut_PassesAsManyChecksAsItsStrategyAsks(byte strategy, int checks) =>
        Assert.Equal(checks, Played(strategy, [], "v1:good-a").Recorded.PassedChecks);

    private static SimulatedCluster Played(byte strategy, byte[] script, string version)
    {
        var cluster = new SimulatedCluster { Spec = Strategies[strategy % Strategies.Length] };
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        cluster.Target.Apply(version, isHeld: true);
        foreach (var step in script)
        {
            cluster.Tick(step % 8 == Uncut ? null : step % 8);
            cluster.Pass(TimeSpan.FromSeconds(step / 8));
        }

        Assert.True(cluster.RunUntil(each => !each.HasCopy && each.Recorded.Phase is RolloutPhase.Succeeded or RolloutPhase.Failed), $"{cluster.Recorded}");
        return cluster;
    }
}
