using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>A judge of latency by its name, and by which buckets it is fed.</summary>
internal sealed record LatencyContender(string Name, Buckets Buckets, Func<LatencyStream, int?> RollsBack)
{
    public static LatencyContender Bands { get; } = new("CDF bands", Buckets.Fine, CdfBands.RollsBack);

    public static LatencyContender Ours { get; } = new("ours, tolerates 9 %", Buckets.Fine, stream => LatencyJudge.RollsBack(stream, LatencyRule.Fine));

    /// <summary>A limit on a service of twice the usual latency.</summary>
    public static LatencyContender TightLimit { get; } = new("p99 <= 500, base 424", Buckets.Mesh, SlownessRules.Flagger);

    public static IReadOnlyList<LatencyContender> All { get; } =
    [
        new("Flagger p99 <= 500, base 202", Buckets.Mesh, SlownessRules.Flagger),
        TightLimit,
        new("Kayenta p99", Buckets.Mesh, SlownessRules.Kayenta),
        new("exact test, end", Buckets.Fine, stream => SlowTailTest.RollsBack(stream, 0.01)),
        Bands,
        new("Dirichlet", Buckets.Fine, stream => DirichletBuckets.RollsBack(stream, Math.Log(100))),
        Ours,
        new("ours, no margin", Buckets.Fine, stream => LatencyJudge.RollsBack(stream, LatencyJudge.NoMargin)),
        new("ours, coarse buckets", Buckets.Client, stream => LatencyJudge.RollsBack(stream, LatencyRule.Coarse)),
    ];
}
