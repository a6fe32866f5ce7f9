using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>A two-proportion test on the totals so far, one-sided at 0.05, each minute.</summary>
internal sealed class ScoreRamp : IRampRule
{
    private const double Bound = 1.6449;

    private Counts totals;

    public bool RollsBackAt(Counts second, double weight) => false;

    public RampMove Tick(Counts minute)
    {
        totals += minute;
        var (x, n, y, m) = totals;
        var pooled = (double)(x + y) / Math.Max(1, n + m);
        var spread = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n) + (1.0 / m)));
        return n > 0 && m > 0 && spread > 0 && (((double)x / n) - ((double)y / m)) / spread > Bound ? RampMove.RollBack : RampMove.Advance;
    }
}
