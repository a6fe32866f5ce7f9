using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>A canary that answers nothing: how many requests fail until its weight is 0.</summary>
internal static class DeadCanaries
{
    private static readonly ErrorJudge Analyzer = new();

    // What the evidence on errors alone must reach: half of the stake is on errors in the analyzer, the whole of it in a guard.
    private static readonly double AnalyzersLevel = Math.Log(100 / 0.5);
    private static readonly double AloneLevel = Math.Log(100);
    private static readonly double GuardsLevel = Math.Log(1000);

    public static Goal Goal(Laboratory laboratory)
    {
        (double Weight, int Analyzer, int Guard)[] bounds = [(0.01, 4, 5), (0.05, 4, 5), (0.1, 4, 5), (0.25, 7, 8), (0.5, 12, 15)];
        var measured = bounds.Select(each => (Analyzer: Failures(each.Weight, AnalyzersLevel), Guard: Failures(each.Weight, GuardsLevel))).ToArray();
        var drawn = laboratory.Each("dead canary, request by request", laboratory.Runs(2000), draws => (double?)RequestByRequest(draws, 0.1));
        return new(
            3, "dead canary: failed requests until weight 0, weight 1/5/10/25/50 %", "4/4/4/7/12; guard 5/5/5/8/15",
            $"{string.Join('/', measured.Select(each => each.Analyzer))}; guard {string.Join('/', measured.Select(each => each.Guard))}; " +
            $"drawn request by request at 10 %, primary 0.1 %: {new Spread(drawn).Both} (median/p95)",
            bounds.Zip(measured).All(pair => pair.Second.Analyzer <= pair.First.Analyzer && pair.Second.Guard <= pair.First.Guard));
    }

    public static int?[] FailuresWithWholeStake(double weight) => [Failures(weight, AloneLevel), Failures(weight, GuardsLevel)];

    private static int? Failures(double weight, double level) => DeadCanary.FailedRequests(weight, Margin.Errors, level);

    private static double RequestByRequest(Xoshiro draws, double weight)
    {
        var evidence = Analyzer.Begin();
        var failed = 0;
        while (failed == 0 || !Analyzer.Crossed(evidence))
        {
            var onCanary = draws.Happens(weight);
            failed += onCanary ? 1 : 0;
            evidence.Add(onCanary ? 1 : 0, !onCanary && draws.Happens(0.001) ? 1 : 0, weight, 1 - weight);
        }

        return failed;
    }
}
