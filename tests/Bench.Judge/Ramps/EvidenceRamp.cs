using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>Our comparison of errors: in the proxies it sees each second with drawn exposures, polled each minute with counted ones.</summary>
internal sealed class EvidenceRamp(bool polled) : IRampRule
{
    private static readonly ErrorJudge Judge = new();

    private readonly Evidence evidence = Judge.Begin();

    public bool RollsBackAt(Counts second, double weight)
    {
        if (polled)
        {
            return false;
        }

        evidence.Add(second.CanaryErrors, second.PrimaryErrors, second.Total * weight, second.Total * (1 - weight));
        return second.CanaryErrors > 0 && Judge.Crossed(evidence);
    }

    public RampMove Tick(Counts minute)
    {
        if (polled)
        {
            evidence.Add(minute.CanaryErrors, minute.PrimaryErrors, minute.Canary, minute.Primary);
        }

        var crossed = polled && Judge.Crossed(evidence);
        evidence.Restart();
        return crossed ? RampMove.RollBack : Judge.Suspects(evidence) ? RampMove.Hold : RampMove.Advance;
    }
}
