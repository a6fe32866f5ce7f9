using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>When each contender rolled back on the same streams, and what the canary had served by then.</summary>
internal sealed class Trials
{
    private readonly Dictionary<string, Verdict[]> verdicts;

    private Trials(Dictionary<string, Verdict[]> verdicts) => this.verdicts = verdicts;

    public static Trials Run(Laboratory laboratory, string name, int runs, IReadOnlyList<Contender> contenders, Func<Xoshiro, Recording> draw)
    {
        var each = laboratory.Each(name, runs, draws =>
        {
            var stream = draw(draws);
            return contenders.Select(contender => Verdict.Of(stream, contender.RollsBack(stream))).ToArray();
        });
        return new(contenders.Select((contender, index) => (contender.Name, All: each.Select(run => run[index]).ToArray()))
            .ToDictionary(pair => pair.Name, pair => pair.All, StringComparer.Ordinal));
    }

    public int Runs => verdicts.First().Value.Length;

    public int RolledBack(Contender contender) => verdicts[contender.Name].Count(each => each.Second is not null);

    public Spread Seconds(Contender contender) => new(verdicts[contender.Name].Select(each => each.Second));

    /// <summary>Requests that the canary answered until it was rolled back.</summary>
    public Spread Requests(Contender contender) => new(verdicts[contender.Name].Select(each => each.Second is null ? (int?)null : each.Requests));

    /// <summary>Requests that failed on the canary, in runs without a rollback until their end.</summary>
    public Spread Failed(Contender contender) => new(verdicts[contender.Name].Select(each => (int?)each.Failed));

    private readonly record struct Verdict(int? Second, int Requests, int Failed)
    {
        public static Verdict Of(Recording stream, int? second)
        {
            var until = stream.Until(second);
            return new(second, until.Canary, until.CanaryErrors);
        }
    }
}
