using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What one check found when it was last looked at, and what exactly was asked; a query longer than 512 characters is cut.</summary>
public sealed record CheckRecord(string Name, Verdict Verdict, double? Value, string Query)
{
    private const int Longest = 512;

    /// <summary>Its least legal number; null if there is none.</summary>
    public double? Min { get; init; }

    /// <summary>Its largest legal number; null if there is none.</summary>
    public double? Max { get; init; }

    /// <summary>The record of a result.</summary>
    public static CheckRecord Of(CheckResult result) =>
        new(result.Name, result.Verdict, result.Number, result.Query.Length > Longest ? result.Query[..(Longest - 1)] + "…" : result.Query) { Min = result.Min, Max = result.Max };
}
