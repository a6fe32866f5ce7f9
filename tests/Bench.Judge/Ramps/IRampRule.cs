using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>Somebody's rule on a ramp.</summary>
internal interface IRampRule
{
    /// <summary>Sees each second as it ends; true rolls back.</summary>
    bool RollsBackAt(Counts second, double weight);

    /// <summary>Sees each minute as it ends.</summary>
    RampMove Tick(Counts minute);
}
