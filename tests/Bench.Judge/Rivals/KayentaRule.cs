using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>Kayenta's classifier with its constants on one critical metric: 98 % interval, tolerance a quarter of its own estimate.</summary>
internal static class KayentaRule
{
    private const double Bound = 2.3263;
    private const double Tolerance = 0.25;

    /// <summary>Error percentage per minute on both sides, judged at some minutes on everything so far.</summary>
    public static int? RollsBack(Recording stream, params IReadOnlyList<int> minutes)
    {
        List<double> control = [], canary = [];
        for (var minute = 0; minute < minutes[^1]; minute++)
        {
            var counts = stream.Window(60 * minute, 60 * (minute + 1));
            Append(canary, counts.CanaryErrors, counts.Canary);
            Append(control, counts.PrimaryErrors, counts.Primary);
            if (minutes.Contains(minute + 1) && High([.. control], [.. canary]))
            {
                return 60 * (minute + 1);
            }
        }

        return null;
    }

    public static bool High(double[] control, double[] canary)
    {
        if (control.Length == 0 || canary.Length == 0 || control.Order().SequenceEqual(canary.Order()))
        {
            return false;
        }

        // The effect-size rule, which Kayenta skips when a mean is 0.
        if (canary.Average() is > 0 and var here && control.Average() is > 0 and var there && here < there)
        {
            return false;
        }

        return MannWhitney.Score(0, control, canary) > Bound
            && MannWhitney.Score(Tolerance * Math.Abs(MannWhitney.Shift(control, canary)), control, canary) > Bound;
    }

    private static void Append(List<double> percentages, int errors, int requests)
    {
        if (requests > 0)
        {
            percentages.Add(100.0 * errors / requests);
        }
    }
}
