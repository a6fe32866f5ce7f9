namespace CanaryMesh.Analyzer.Analysis;

/// <summary>The four outcomes, best first: the worst of several rules.</summary>
public enum Verdict
{
    /// <summary>Within its limits.</summary>
    Passed,

    /// <summary>No data, or not enough.</summary>
    Inconclusive,

    /// <summary>The source is down.</summary>
    Errored,

    /// <summary>Outside its limits: the only one that blames the canary.</summary>
    Failed,
}

/// <summary>One check's outcome with its sentence.</summary>
public sealed record CheckResult(string Name, Verdict Verdict, string Sentence);

/// <summary>All checks of a tick: the worst outcome and its sentence.</summary>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<CheckResult> Results)
{
    /// <summary>The sentences of the results that decide, in the order of the checks.</summary>
    public string Sentence => string.Join("; ", Results.Where(result => result.Verdict == Verdict).Select(result => result.Sentence));
}
