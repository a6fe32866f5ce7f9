namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>The rank test with corrections for ties and continuity, and the shift estimate that goes with it.</summary>
internal static class MannWhitney
{
    private const int Halvings = 40;

    /// <summary>Standard score of "the canary less the shift is higher".</summary>
    public static double Score(double shift, double[] control, double[] canary)
    {
        var values = new double[canary.Length + control.Length];
        var ours = new bool[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            ours[index] = index < canary.Length;
            values[index] = ours[index] ? canary[index] - shift : control[index - canary.Length];
        }

        Array.Sort(values, ours);
        var (ranks, ties) = Ranks(values, ours);
        double here = canary.Length, there = control.Length, all = values.Length;
        var difference = ranks - (here * (here + 1) / 2) - (here * there / 2);
        var variance = here * there / 12 * (all + 1 - (ties / (all * (all - 1))));
        return variance <= 0 ? 0 : (difference - (0.5 * Math.Sign(difference))) / Math.Sqrt(variance);
    }

    /// <summary>The shift at which neither side is higher.</summary>
    public static double Shift(double[] control, double[] canary)
    {
        double low = canary.Min() - control.Max(), high = canary.Max() - control.Min();
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Score(middle, control, canary) > 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static (double Ranks, double Ties) Ranks(double[] values, bool[] ours)
    {
        double ranks = 0, ties = 0;
        for (int from = 0, until = 0; from < values.Length; from = until)
        {
            var mine = 0;
            for (until = from; until < values.Length && values[until] <= values[from]; until++)
            {
                mine += ours[until] ? 1 : 0;
            }

            double alike = until - from;
            ranks += (from + 1 + until) / 2.0 * mine;
            ties += (alike * alike * alike) - alike;
        }

        return (ranks, ties);
    }
}
