using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>Success rate at least 99 % each minute: rolls back once more minutes failed than are allowed, at once or a tick later.</summary>
internal sealed class LimitRamp(int allowed, bool tickAfter) : IRampRule
{
    private int failed;

    /// <summary>Failures add up to a threshold of 5, and the tick after the fifth acts.</summary>
    public static LimitRamp Flagger() => new(4, tickAfter: true);

    /// <summary>The run fails when failures exceed its limit.</summary>
    public static LimitRamp Argo(int failureLimit) => new(failureLimit, tickAfter: false);

    public bool RollsBackAt(Counts second, double weight) => false;

    public RampMove Tick(Counts minute)
    {
        if (tickAfter && failed > allowed)
        {
            return RampMove.RollBack;
        }

        if (!FlaggerRule.Usual.Fails(minute))
        {
            return RampMove.Advance;
        }

        failed++;
        return !tickAfter && failed > allowed ? RampMove.RollBack : RampMove.Hold;
    }
}
