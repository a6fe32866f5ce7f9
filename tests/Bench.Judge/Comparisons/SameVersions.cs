using System.Globalization;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>Half an hour of identical versions at a constant weight: every rollback is false.</summary>
internal sealed class SameVersions
{
    private static readonly double[] Rates = [0.001, 0.005];
    private static readonly (int PerSecond, int Runs)[] Traffics = [(1, 900), (10, 750), (100, 400), (1000, 150)];
    private static readonly double[] Weights = [0.05, 0.25, 0.5];

    private readonly Dictionary<string, int> rolledBack = Contender.All.ToDictionary(each => each.Name, _ => 0, StringComparer.Ordinal);
    private int runs;

    private SameVersions()
    {
    }

    public Table Table { get; } = new(
        "Identical versions, 30 min, weights 5, 25 and 50 % together: rolled back", ["errors", "req/s", "runs", .. Contender.All.Select(each => each.Name)]);

    public static SameVersions Run(Laboratory laboratory)
    {
        var all = new SameVersions();
        foreach (var rate in Rates)
        {
            foreach (var (perSecond, runs) in Traffics)
            {
                all.Add(rate, perSecond, [.. Weights.Select(weight => Trials.Run(
                    laboratory, $"same {rate} {perSecond} {weight}", laboratory.Runs(runs), Contender.All, draws => Recordings.Draw(draws, perSecond, weight, rate, rate)))]);
            }
        }

        all.Table.Add(["all", "", Text(all.runs), .. Contender.All.Select(each => Percent.Of(all.rolledBack[each.Name], all.runs))]);
        return all;
    }

    public Goal Goal()
    {
        const double bound = 0.002;
        var ours = rolledBack[Contender.Ours.Name];
        return new(
            1, "identical version rolled back by comparison, 30 min", "<= 1 % guaranteed, <= 0.2 % here",
            $"{ours} of {runs} = {Percent.Of(ours, runs)} (95 %: <= {Percent.Of(Percent.Highest(ours, runs))}); " +
            $"Flagger {Percent.Of(rolledBack[Contender.Flagger.Name], runs)}, fastest {Percent.Of(rolledBack[Contender.All[1].Name], runs)}",
            (double)ours / runs <= bound);
    }

    private void Add(double rate, int perSecond, Trials[] trials)
    {
        var here = trials.Sum(each => each.Runs);
        runs += here;
        List<string> row = [Percent.Of(rate), Text(perSecond), Text(here)];
        foreach (var contender in Contender.All)
        {
            var count = trials.Sum(each => each.RolledBack(contender));
            rolledBack[contender.Name] += count;
            row.Add(Percent.Of(count, here));
        }

        Table.Add([.. row]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
