using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Steps on proof against steps by a clock of 60 s, on whole rollouts: good versions promoted sooner, bad ones no oftener.</summary>
internal sealed class Clocks
{
    private const double Primary = 0.001;
    private const double MorePoints = 0.05;

    // By buckets 9 % wide one is tolerated, and two for a proof.
    private static readonly JudgeSettings ByClock = new()
    {
        Mode = JudgeMode.Strict,
        Pace = Pace.Clock,
        Latency = LatencyRule.Fine.Margin,
        LatencyShift = LatencyRule.Fine.Shift,
        ProofShift = LatencyRule.FineProof.Shift,
    };

    private static readonly int[] Traffics = [10, 30, 100, 200, 300, 1000];
    private static readonly double[] Worse = [0.004, 0.01];

    private readonly Dictionary<int, (Spread Clock, Spread Proof)> good = [];
    private readonly List<double> points = [];

    private Clocks()
    {
    }

    /// <summary>As onboarding by annotation judges, with buckets finer than proxies send today.</summary>
    public static JudgeSettings ByProof { get; } = ByClock with { Pace = Pace.Proof };

    public Table Table { get; } = new(
        "Rollouts in steps of 10-20-30-40-50 %: seconds to promotion of a good version (0.1 %, median/p95); bad versions promoted, clock of 60 s and paced",
        "req/s", "good, clock", "good, paced", "0.4 %, clock", "0.4 %, paced", "1 %, clock", "1 %, paced");

    public static Clocks Run(Laboratory laboratory)
    {
        var all = new Clocks();
        foreach (var perSecond in Traffics)
        {
            all.Add(laboratory, perSecond);
        }

        return all;
    }

    public IEnumerable<Goal> Goals()
    {
        var (fast, usual) = (good[1000].Proof, good[200].Proof);
        yield return new(
            13, "good version promoted in 5 steps at 1000 / 200 req/s", "<= 70 / 200 s p95",
            $"{fast.Both} / {usual.Both} s (median/p95); clock {good[200].Clock.Both} s", fast.P95 <= 70 && usual.P95 <= 200);
        yield return new(
            14, "bad versions let through by pacing, against the 60 s clock", "<= 5 points more",
            $"{Points(points.Min())} to {Points(points.Max())} points", points.Max() <= MorePoints);
    }

    private void Add(Laboratory laboratory, int perSecond)
    {
        good[perSecond] = (new(Promoted(laboratory, perSecond, Primary, ByClock)), new(Promoted(laboratory, perSecond, Primary, ByProof)));
        List<string> row = [Spread.Text(perSecond), good[perSecond].Clock.Cell, good[perSecond].Proof.Cell];
        foreach (var canary in Worse)
        {
            var (clock, paced) = (Share(laboratory, perSecond, canary, ByClock), Share(laboratory, perSecond, canary, ByProof));
            points.Add(paced - clock);
            row.AddRange(Percent.Of(clock), Percent.Of(paced));
        }

        Table.Add([.. row]);
    }

    private static double Share(Laboratory laboratory, int perSecond, double canary, JudgeSettings settings) =>
        Promoted(laboratory, perSecond, canary, settings).Average(each => each is null ? 0.0 : 1);

    private static int?[] Promoted(Laboratory laboratory, int perSecond, double canary, JudgeSettings settings)
    {
        var ladder = new Ladder(perSecond, canary, Primary);

        // Both paces see the same traffic, so that their difference is theirs.
        return laboratory.Each(
            $"pace {perSecond} {canary}", laboratory.Runs(360), draws => new PacedRollout(ladder, draws, settings).Run().PromotedAt);
    }

    private static string Points(double share) => Spread.Text(Math.Round(100 * share, 1));
}
