namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>What a rule wants at the end of a minute.</summary>
internal enum RampMove
{
    Advance,
    Hold,
    RollBack,
}
