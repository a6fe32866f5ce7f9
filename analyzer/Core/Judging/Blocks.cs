using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Growth of the counts to blocks, one for each weight in force at the draws and for what is and is not of the present step.</summary>
public static class Blocks
{
    /// <summary>Fewest requests of each side in a block that is compared by counted requests.</summary>
    public const int FewestCounted = 3;

    /// <summary>The blocks that are complete, and the counts that are still too few to be one.</summary>
    public static (IReadOnlyList<Block> Closed, IReadOnlyList<TallyRow> Open) Of(IReadOnlyList<TallyRow> growth, BlockRules rules)
    {
        var pools = growth.Where(row => row.Key.Weight is > 0 and < 100).Select(row => rules.IsWarmingUp ? Unheated(row) : row)
            .GroupBy(row => (row.Key.Weight, IsOfStep: row.Key.Weight == rules.StepWeight && row.Key.Policy >= rules.StepSince))
            .Select(pool => (Block: Made(pool.Key.Weight, pool.Key.IsOfStep, [.. pool], rules), Rows: pool))
            .ToLookup(pool => rules.Exposure is Exposure.Drawn || !pool.Block.IsOfStep || IsEnough(pool.Block));
        return ([.. pools[true].Select(pool => pool.Block)], [.. pools[false].SelectMany(pool => Merged(pool.Rows))]);
    }

    // What stays open must not be compared once the canary is warm. The primary's goes on to give the limits.
    private static TallyRow Unheated(TallyRow row) => row.Key.Side is Side.Canary ? row with { Tally = row.Tally with { Latency = [] } } : row;

    // It may look at requests, never at errors: else bad luck would choose the blocks.
    private static bool IsEnough(Block block) => block.Canary.Requests >= FewestCounted && block.Primary.Requests >= FewestCounted;

    private static IEnumerable<TallyRow> Merged(IEnumerable<TallyRow> rows) =>
        rows.GroupBy(row => row.Key).Select(same => new TallyRow(same.Key, Sum(same)));

    private static Tally Sum(IEnumerable<TallyRow> rows) => rows.Select(row => row.Tally).Aggregate((left, right) => left.Plus(right));

    private static Block Made(int weight, bool isOfStep, IReadOnlyList<TallyRow> rows, BlockRules rules)
    {
        var sides = rows.ToLookup(row => row.Key.Side);
        var (canary, primary) = (Total(sides[Side.Canary]), Total(sides[Side.Primary]));
        var block = new Block(weight, Counts(canary, rules), Counts(primary, rules))
        {
            IsOfStep = isOfStep,
            Newest = rows.Max(row => row.Key.Policy),
            Burst = Math.Max(1, rules.Burst),
            Exposure = rules.Exposure,
            Unit = rules.Unit,
        };
        return rules.Unit is SplitUnit.User ? ByUsers(block, canary, primary) : ByRequests(block, rules);
    }

    private static Tally Total(IEnumerable<TallyRow> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? new() { FirstErrors = 0 } : Sum(all);
    }

    private static BlockSide Counts(Tally tally, BlockRules rules) => new(tally.Judged, tally.Errors)
    {
        Drawn = tally.Drawn,
        NotReached = tally.FellBack,
        Latency = rules.Unit is SplitUnit.User ? [] : tally.Latency,
    };

    private static Block ByRequests(Block block, BlockRules rules)
    {
        var (a, b) = Exposures(block, block.Canary.Requests, block.Primary.Requests);
        var (slowA, slowB) = rules.IsWarmingUp ? default : Exposures(block, block.Canary.Latency.Sum(), block.Primary.Latency.Sum());
        return block with
        {
            X = (double)block.Canary.Errors / block.Burst,
            Y = (double)block.Primary.Errors / block.Burst,
            A = a,
            B = b,
            SlowA = slowA,
            SlowB = slowB,
        };
    }

    // Drawn requests that never arrived would count as good ones of the canary.
    private static (double A, double B) Exposures(Block block, long canary, long primary)
    {
        var (a, b) = ((double)canary / block.Burst, (double)primary / block.Burst);
        var share = block.Weight / 100.0;
        return block is { Exposure: Exposure.Drawn, Canary.NotReached: 0 } ? (share * (a + b), (1 - share) * (a + b)) : (a, b);
    }

    // Who has met an error meets more of them on the same side: only the first says on which side it was drawn. Where nobody
    // counts them, there is nothing that could be compared.
    private static Block ByUsers(Block block, Tally canary, Tally primary)
    {
        if (canary.FirstErrors is not { } x || primary.FirstErrors is not { } y)
        {
            return block;
        }

        var share = block.Weight / 100.0;
        return block with { X = x, Y = y, A = share * (x + y), B = (1 - share) * (x + y) };
    }
}
