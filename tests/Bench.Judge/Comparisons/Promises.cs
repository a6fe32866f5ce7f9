using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>"Not worse" of a canary that is exactly at the margin of proof: wrong at any of 180 looks in half an hour.</summary>
internal static class Promises
{
    private const double PerSecond = 100;
    private const int LookSeconds = 10;
    private static readonly (double Primary, double Weight)[] Cases = [(0.0005, 0.05), (0.001, 0.1), (0.01, 0.1), (0.01, 0.5)];

    public static Goal Goal(Laboratory laboratory)
    {
        var wrong = Cases.Select(each => Wrong(laboratory, each.Primary, each.Weight)).ToArray();
        return new(
            15, "\"not worse\" wrongly proven of a canary at the margin, 180 looks", "<= 5 %",
            $"{string.Join(", ", wrong.Select(each => Percent.Of(each)))} (primary 0.05 % at 5 %, 0.1 and 1 % at 10 %, 1 % at 50 %)", wrong.All(each => each <= 0.05));
    }

    private static double Wrong(Laboratory laboratory, double primary, double weight)
    {
        var canary = (Margin.Proof.Ratio * primary) + Margin.Proof.Added;
        return laboratory.Each($"promise {primary} {weight}", laboratory.Runs(2000), draws =>
            IsProven(Recordings.Draw(draws, PerSecond, weight, canary, primary), weight)).Average(each => each ? 1.0 : 0);
    }

    private static bool IsProven(Recording stream, double weight)
    {
        var proof = new Proof(Margin.Proof);
        for (var second = LookSeconds; second <= stream.Seconds; second += LookSeconds)
        {
            var counts = stream.Window(second - LookSeconds, second);
            proof.Add(counts.CanaryErrors, counts.PrimaryErrors, counts.Total * weight, counts.Total * (1 - weight));
            if (proof.IsShown)
            {
                return true;
            }
        }

        return false;
    }
}
