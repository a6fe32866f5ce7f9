using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>Canaries slower altogether or in three requests of a hundred, at a weight of 10 %.</summary>
internal sealed class Slowness
{
    private const double Weight = 0.1;
    private const int GoalsTraffic = 100;
    private const string AllHalfSlower = "all +50 %";
    private const string TailHalfSlower = "3 %: p99 +50 %";
    private const string TailDoubled = "3 %: p99 x2";
    private static readonly LatencyShape Usual = new(50);
    private static readonly LatencyShape NearTheLimit = new(105);
    private static readonly int[] Traffics = [10, 100, 1000];

    private static readonly (string Name, Func<LatencyShape, LatencyShape> Change)[] Changes =
    [
        ("no change", shape => shape),
        ("all +20 %", shape => shape.Slower(1.2)),
        (AllHalfSlower, shape => shape.Slower(1.5)),
        ("all x2", shape => shape.Slower(2)),
        ("3 %: p99 +20 %", shape => shape.SlowerTail(1.2)),
        (TailHalfSlower, shape => shape.SlowerTail(1.5)),
        (TailDoubled, shape => shape.SlowerTail(2)),
    ];

    private readonly Dictionary<(string Change, int PerSecond), int?[][]> seconds = [];

    private Slowness()
    {
    }

    public Table Table { get; } = new(
        "Latency, weight 10 %, log-normal, median 50 ms, 30 min, looks every 10 s: median/p95 seconds, or share rolled back",
        ["req/s", "change", .. LatencyContender.All.Select(each => each.Name)]);

    public static Slowness Run(Laboratory laboratory)
    {
        var all = new Slowness();
        foreach (var perSecond in Traffics)
        {
            foreach (var (name, change) in Changes)
            {
                var runs = laboratory.Runs(perSecond == GoalsTraffic ? 400 : 120);
                all.seconds[(name, perSecond)] = Judge(laboratory, $"latency {name} {perSecond}", runs, perSecond, change);
                all.Table.Add([Spread.Text(perSecond), name, .. LatencyContender.All.Select(each => all.Of(name, perSecond, each).Cell)]);
            }
        }

        return all;
    }

    public IEnumerable<Goal> Goals() =>
    [
        Goal(10, "everything 50 % slower, 100 req/s", AllHalfSlower, 30, 60),
        Goal(11, "p99 doubled by 3 % slow requests, 100 req/s", TailDoubled, 120, 240),
        Goal(12, "p99 +50 % by 3 % slow requests, 100 req/s", TailHalfSlower, 240, double.PositiveInfinity),
    ];

    private static int?[][] Judge(Laboratory laboratory, string name, int runs, int perSecond, Func<LatencyShape, LatencyShape> change)
    {
        var usual = LatencyStream.Of(perSecond, Weight, change(Usual), Usual);
        var near = LatencyStream.Of(perSecond, Weight, change(NearTheLimit), NearTheLimit);
        return laboratory.Each(name, runs, draws =>
        {
            var (stream, tight) = (usual(draws), near(draws));
            var folded = LatencyContender.All.Select(each => each.Buckets).Distinct().ToDictionary(each => each, stream.Fold);
            return LatencyContender.All
                .Select(each => each.RollsBack(each == LatencyContender.TightLimit ? tight.Fold(each.Buckets) : folded[each.Buckets])).ToArray();
        });
    }

    private Spread Of(string change, int perSecond, LatencyContender contender)
    {
        var index = LatencyContender.All.Select((each, at) => (each, at)).First(pair => pair.each == contender).at;
        return new(seconds[(change, perSecond)].Select(run => run[index]));
    }

    private Goal Goal(int number, string what, string change, double median, double p95)
    {
        var ours = Of(change, GoalsTraffic, LatencyContender.Ours);
        return new(
            number, what, $"<= {median} s median{(double.IsFinite(p95) ? $", {p95} p95" : "")}",
            $"{ours.Both} s (median/p95); CDF bands {Of(change, GoalsTraffic, LatencyContender.Bands).Cell}", ours.Median <= median && ours.P95 <= p95);
    }
}
