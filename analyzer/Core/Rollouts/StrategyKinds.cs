namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>The kinds as people and the record spell them.</summary>
public static class StrategyKinds
{
    /// <summary>The word of a kind.</summary>
    public static string Word(this StrategyKind kind) => kind switch
    {
        StrategyKind.Canary => "canary",
        StrategyKind.AbTest => "a/b",
        StrategyKind.BlueGreen => "blue/green",
    };

    /// <summary>The kind of a word; null if there is no such kind.</summary>
    public static StrategyKind? Parse(string? word) =>
        Enum.GetValues<StrategyKind>().Where(kind => kind.Word() == word).Select(kind => (StrategyKind?)kind).FirstOrDefault();
}
