namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>The weights a trial climbs: step 20 up to 50 is 20, 40, 50.</summary>
public static class StepLadder
{
    private const int Whole = 100;

    /// <summary>The weights in turn; none where the plan has no weights.</summary>
    public static IReadOnlyList<int> Of(CanaryAnalysis analysis)
    {
        var top = Math.Clamp(analysis.MaxWeight ?? Whole, 0, Whole);
        return (analysis.StepWeights, analysis.StepWeight) switch
        {
            ({ Count: > 0 } given, _) => [.. given.Select(weight => Math.Clamp(weight, 0, Whole))],
            (_, > 0 and var step) => [.. Enumerable.Range(1, (top + step - 1) / step).Select(at => Math.Min(at * step, top))],
            _ => [],
        };
    }

    /// <summary>How many steps of a ladder a weight has reached.</summary>
    public static int At(IReadOnlyList<int> ladder, int weight) => ladder.Count(step => step <= weight);
}
