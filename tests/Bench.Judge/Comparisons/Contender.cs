using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>A judge of error rates by its name; answers the second at which it rolls back.</summary>
internal sealed record Contender(string Name, Func<Recording, int?> RollsBack)
{
    public static Contender Ours { get; } = new("ours, proxies", new ErrorJudge().Drawn);

    public static Contender Flagger { get; } = new("Flagger 99 %, 1 min, 5", FlaggerRule.Usual.RollsBack);

    public static IReadOnlyList<Contender> All { get; } =
    [
        Flagger,
        new("Flagger fastest (10 s, 1)", FlaggerRule.Fastest.RollsBack),
        new("Kayenta, each 10 min", stream => KayentaRule.RollsBack(stream, 10, 20, 30)),
        new("exact test, end", stream => ExactTest.RollsBack(stream, 0.01, Recordings.HalfAnHour)),
        new("exact test, each min", stream => ExactTest.RollsBack(stream, 0.01, 60)),
        new("O'Brien-Fleming", OBrienFleming.RollsBack),
        Ours,
        new("ours, Prometheus 10 s", stream => new ErrorJudge().Counted(stream)),
        new("99 % as evidence", LimitJudge.RollsBack),
    ];
}
