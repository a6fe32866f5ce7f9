using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>A version on trial that is looked at.</summary>
public abstract class JudgedTests
{
    private protected TrialJudges Judges { get; } = new(Stores.Of(new KeptMaps()));

    private protected JudgedWorld World { get; set; } = new(JudgeMode.Strict);

    // As every trial does: looked at before anybody is sent to it.
    private protected void Begin()
    {
        World.Weight = 0;
        Look();
        World.Weight = 10;
    }

    private protected ComparisonObservation Second(long canary, long primary)
    {
        World.Counted(canary, failed: 0, primary);
        return Look()!;
    }

    private protected ComparisonObservation? Look() => Look(World.Next());

    private protected ComparisonObservation? Look(RolloutWorld world) => Judges.LookAsync(world, World.Version, CancellationToken.None).GetAwaiter().GetResult();
}
