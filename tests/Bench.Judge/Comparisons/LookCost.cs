using System.Globalization;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Ours;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>What a look at one metric costs: a block added and the evidence read.</summary>
internal static class LookCost
{
    private const int Looks = 500_000;
    private const int Rounds = 5;
    private const double MostMicroseconds = 5;

    public static Goal Goal()
    {
        var evidence = new ErrorJudge().Begin();
        Look(evidence, Looks / 10);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // Of CPU, and the fastest of some rounds: the machine may have other work.
        var fastest = Enumerable.Range(0, Rounds).Min(_ => Look(evidence, Looks));
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Looks * Rounds);
        return new(
            20, "cost of a look at one metric", "no allocation, <= 5 us",
            string.Create(CultureInfo.InvariantCulture, $"{allocated:F3} bytes, {1000 * fastest:F0} ns of CPU (fastest of {Rounds} rounds)"), allocated < 0.01 && fastest <= MostMicroseconds);
    }

    private static double Look(Api.Evidence.Evidence evidence, int looks)
    {
        var before = Environment.CpuUsage.TotalTime;
        var sum = 0.0;
        for (var look = 0; look < looks; look++)
        {
            evidence.Add(1, 9, 10, 90);
            sum += evidence.LogValue;
        }

        return double.IsNaN(sum) ? double.NaN : (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / looks;
    }
}
