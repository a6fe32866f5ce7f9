namespace CanaryMesh.Analyzer.Judging;

/// <summary>Folds a block into what a run has counted.</summary>
internal static class RunCounts
{
    /// <summary>The state with the block's counts.</summary>
    public static RunState Add(RunState state, Block block, Slowness slow)
    {
        var errors = Errors(block);
        return state with
        {
            Seen = block.Newest > state.Seen ? block.Newest : state.Seen,
            Past = Past(state.Past, block.Primary.Latency),
            Strata = [.. Strata(state, block, errors, slow)],
            Step = state.Step is { } step && block.IsOfStep ? step with { Seen = Sum(step.Seen, [errors, .. slow.Proofs]) } : state.Step,
        };
    }

    /// <summary>The primary's latency with more of it.</summary>
    public static IReadOnlyList<long> Past(IReadOnlyList<long> past, IReadOnlyList<long> more) => more.Count == 0
        ? past
        : [.. Enumerable.Range(0, Math.Max(past.Count, more.Count)).Select(index => past.ElementAtOrDefault(index) + more.ElementAtOrDefault(index))];

    private static IEnumerable<Stratum> Strata(RunState state, Block block, Sums errors, Slowness slow)
    {
        var stratum = state.Strata.FirstOrDefault(each => each.Weight == block.Weight) ?? new(block.Weight);
        return state.Strata.Where(each => each.Weight != block.Weight).Append(stratum with
        {
            Errors = stratum.Errors.Plus(errors),
            Slow = Sum(stratum.Slow, slow.Levels),
            DrawnCanary = stratum.DrawnCanary + block.Canary.Drawn,
            DrawnPrimary = stratum.DrawnPrimary + block.Primary.Drawn,
        }).OrderBy(each => each.Weight);
    }

    private static IReadOnlyList<Sums> Sum(IReadOnlyList<Sums> before, IReadOnlyList<Sums> more) =>
        [.. more.Select((sums, index) => index < before.Count ? sums.Plus(before[index]) : sums)];

    private static Sums Errors(Block block) => new()
    {
        CanaryEvents = block.Canary.Errors,
        CanaryRequests = block.Canary.Requests,
        PrimaryEvents = block.Primary.Errors,
        PrimaryRequests = block.Primary.Requests,
        X = block.X,
        Y = block.Y,
        A = block.A,
        B = block.B,
    };
}
