namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>How a ramp ended, when, and after how many failed requests of the canary.</summary>
internal readonly record struct RampEnd(RampMove Last, int Second, int Failed)
{
    public bool RolledBack => Last is RampMove.RollBack;
}
