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
public sealed record CheckResult(string Name, Verdict Verdict, string Sentence)
{
    /// <summary>The number read; null if there was none.</summary>
    public double? Number { get; init; }

    /// <summary>The least legal number; null if there is none.</summary>
    public double? Min { get; init; }

    /// <summary>The largest legal number; null if there is none.</summary>
    public double? Max { get; init; }

    /// <summary>The limit as a share of requests; null where the check has none.</summary>
    public CheckLimit? Limit { get; init; }

    /// <summary>What was asked.</summary>
    public string Query { get; init; } = "";

    /// <summary>The primary fails it as well.</summary>
    public bool PrimaryFailsToo { get; init; }

    /// <summary>It failed, and is not held against the version, since the primary fails it as well.</summary>
    public bool IsShared { get; init; }

    /// <summary>It failed, and the requests of the trial show its limit broken: there is nothing to wait for.</summary>
    public bool IsShown { get; init; }

    /// <summary>It failed, and is not held against the version, since so few requests do not show it.</summary>
    public bool IsUnshown { get; init; }

    /// <summary>Was not asked yet, which holds nothing against anybody.</summary>
    public bool IsEarly { get; init; }
}

/// <summary>All checks of a tick: the worst outcome and its sentence.</summary>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<CheckResult> Results)
{
    /// <summary>Nothing but the time keeps it from a verdict.</summary>
    public bool IsEarly => Verdict is Verdict.Inconclusive && Results.Where(result => result.Verdict is Verdict.Inconclusive).All(result => result.IsEarly);

    /// <summary>Failed checks that the primary fails as well keep it from a verdict.</summary>
    public bool IsShared => Verdict is Verdict.Inconclusive && Results.Any(result => result.IsShared);

    /// <summary>Only failures that so few requests do not show keep it from a verdict, beside what blames nobody either.</summary>
    public bool IsUnshown => Verdict is Verdict.Inconclusive && Results.Any(result => result.IsUnshown)
        && Results.Where(result => result.Verdict is Verdict.Inconclusive).All(result => result.IsUnshown || result.IsShared || result.IsEarly);

    /// <summary>A limit is shown broken.</summary>
    public bool IsShown => Verdict is Verdict.Failed && Results.Any(result => result.IsShown);

    /// <summary>Each failed check is failed by the primary as well.</summary>
    public bool PrimaryFailsToo => Verdict is Verdict.Failed && Results.Where(result => result.Verdict is Verdict.Failed).All(result => result.PrimaryFailsToo);

    /// <summary>The sentences of the results that decide, in the order of the checks.</summary>
    public string Sentence => string.Join("; ", Results.Where(result => result.Verdict == Verdict).Select(result => result.Sentence));
}
