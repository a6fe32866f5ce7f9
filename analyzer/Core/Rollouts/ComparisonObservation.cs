using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What comparison and guards ask for beside the checks, and why in one sentence.</summary>
public sealed record ComparisonObservation(Ruling Ruling, RulingReason Why, string Sentence)
{
    /// <summary>Strict judging would have decided otherwise, as the sentence says.</summary>
    public bool IsAdvice { get; init; }

    /// <summary>The version is shown not worse at this weight, and may take its next step before the clock.</summary>
    public bool IsShownSafe { get; init; }

    /// <summary>On which ground a step would be taken now, as a sentence; empty where the clock alone paces.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Proxies whose own guard keeps the version out.</summary>
    public int Alarms { get; init; }

    /// <summary>Those of them that have stayed alone with it and that nobody was told of.</summary>
    public IReadOnlyList<LoneAlarm> Lone { get; init; } = [];

    /// <summary>What is known of the limits of the built-in checks; none where a failed window of theirs is a failed check.</summary>
    public IReadOnlyList<LimitFinding> Limits { get; init; } = [];

    /// <summary>How far the evidence has come, as it was read last; null while nobody has read it.</summary>
    public Meter? Meter { get; init; }
}
