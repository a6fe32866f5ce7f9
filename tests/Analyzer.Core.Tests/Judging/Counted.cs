using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

internal static class Counted
{
    public const string Version = "v2";
    public static readonly PolicyStamp First = new(1, 1);
    public static readonly TrialScope Scope = new(Version, First);
    public static readonly BlockRules Rules = new(10, First);

    public static TallyRow Canary(Tally tally, int weight = 10, PolicyStamp? policy = null, Route route = Route.Split, string version = Version) =>
        new(new(Side.Canary, route, version, policy ?? First, weight), tally);

    public static TallyRow Primary(Tally tally, int weight = 10, PolicyStamp? policy = null, Route route = Route.Split) =>
        new(new(Side.Primary, route, "v1", policy ?? First, weight), tally);

    public static Tally Good(long successes) => new() { Drawn = successes, Success = successes };

    public static Block Only(IReadOnlyList<TallyRow> rows, BlockRules? rules = null) => Assert.Single(Blocks.Of(rows, rules ?? Rules).Closed);
}
