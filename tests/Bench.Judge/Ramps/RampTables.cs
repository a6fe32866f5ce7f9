using CanaryMesh.Bench.Judge.Comparisons;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>What each approach costs on a ramp of 5 % to 50 %.</summary>
internal sealed class RampTables(Laboratory laboratory)
{
    private const double Usual = 0.005;
    private static readonly RampContender[] Judges =
        [RampContender.Flagger, RampContender.ArgoStrict, RampContender.Argo, RampContender.Score, RampContender.Ours];

    public IEnumerable<Table> All() => [FalseRollbacks(), Missed(), Costs(), WholeStake()];

    private Table FalseRollbacks()
    {
        (string Name, RampWorld World)[] worlds =
        [
            ("200 req/s", new(200, Usual, Usual)),
            ("20 req/s", new(20, Usual, Usual)),
            ("2 req/s", new(2, Usual, Usual)),
            ("healthy service whose norm is 1.2 %", new(200, 0.012, 0.012)),
            ("shared dependency fails 3 min, both sides 20 %", new(200, Usual, Usual) { Outage = 0.2 }),
        ];
        var table = new Table("Ramp 5 -> 50 %: false rollbacks of a perfectly good version", ["", .. Judges.Select(each => each.Name)]);
        foreach (var (name, world) in worlds)
        {
            table.Add([name, .. Judges.Select(judge => Share(Ends(world, judge)))]);
        }

        return table;
    }

    private Table Missed()
    {
        var table = new Table("Ramp 5 -> 50 %, 200 req/s: base 0.05 %, canary 0.9 %, still under 1 %", "judge", "caught", "seconds (median)", "failed requests (median)");
        foreach (var judge in Judges)
        {
            var ends = Ends(new(200, 0.009, 0.0005), judge);
            var caught = new Spread(ends.Select(each => each.RolledBack ? each.Second : (int?)null));
            table.Add(judge.Name, Share(ends), Spread.Text(caught.Median), Spread.Text(new Spread(ends.Select(each => (int?)each.Failed)).Median));
        }

        return table;
    }

    private Table Costs()
    {
        RampContender[] judges = [RampContender.Flagger, RampContender.Argo, RampContender.Ours, RampContender.OursPolled];
        var table = new Table("Ramp 5 -> 50 %: mean seconds / failed canary requests until rollback", ["canary's errors", .. judges.Select(each => each.Name)]);
        foreach (var (perSecond, rate) in new[] { (200, 0.05), (200, 0.2), (200, 1.0), (20, 0.2) })
        {
            table.Add([$"{Percent.Of(rate)} at {perSecond} req/s", .. judges.Select(judge => Mean(Ends(new(perSecond, rate, Usual), judge)))]);
        }

        return table;
    }

    private static Table WholeStake()
    {
        double[] weights = [0.01, 0.05, 0.1, 0.25, 0.5];
        var table = new Table("Canary errors needed beside a flawless primary, whole stake on errors", ["level", .. weights.Select(weight => Percent.Of(weight))]);
        var needed = weights.Select(DeadCanaries.FailuresWithWholeStake).ToArray();
        table.Add(["0.01", .. needed.Select(each => $"{each[0]}")]);
        table.Add(["0.001", .. needed.Select(each => $"{each[1]}")]);
        return table;
    }

    private RampEnd[] Ends(RampWorld world, RampContender judge)
    {
        var ramp = new Ramp(world);
        return laboratory.Each($"ramp {world}", laboratory.Runs(1000), draws => ramp.Run(draws, judge.Rule()));
    }

    private static string Share(RampEnd[] ends) => Percent.Of(ends.Count(each => each.RolledBack), ends.Length);

    private static string Mean(RampEnd[] ends) => $"{Spread.Text(ends.Average(each => each.Second))} s / {Spread.Text(ends.Average(each => each.Failed))}";
}
