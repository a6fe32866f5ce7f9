using System.Text.Json;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A trial's comparison as it is kept for the next leader: whose it is, how it is judged, and where it stands.</summary>
public sealed record KeptTrial(string Version, DateTimeOffset? StartedAt, JudgeSettings Settings, RunState Run, TrialScope Scope)
{
    /// <summary>Version of the form; 1.</summary>
    public int Form { get; init; } = 1;

    /// <summary>The step it is in, percent.</summary>
    public int StepWeight { get; init; }

    /// <summary>The step's first policy.</summary>
    public PolicyStamp StepSince { get; init; }

    /// <summary>When the step began.</summary>
    public DateTimeOffset StepAt { get; init; }

    /// <summary>Evidence so far.</summary>
    public IReadOnlyList<EvidencePoint> Curve { get; init; } = [];

    /// <summary>Evidence on the limits of the checks; null where nobody kept any.</summary>
    public IReadOnlyList<KeptLimit>? Limits { get; init; }

    /// <summary>Whether it is of this very trial, judged in the same way. Times are compared by the second, as they stand in a status.</summary>
    public bool IsOf(string version, DateTimeOffset? startedAt, JudgeSettings settings) =>
        Version == version && StartedAt?.ToUnixTimeSeconds() == startedAt?.ToUnixTimeSeconds() && Settings == settings;

    /// <summary>Which counts a leader of this term may add: none that may be in it already, so of the same term only what was drawn later.</summary>
    public TrialScope ScopeIn(ulong term)
    {
        var since = new PolicyStamp(term, 0);
        since = Scope.Since > since ? Scope.Since : since;
        return new(Version, Run.Seen >= since ? Run.Seen with { Revision = Run.Seen.Revision + 1 } : since);
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JudgingJson.Default.KeptTrial);

    /// <summary>Null if it is none of form 1, or holds what no count could be.</summary>
    public static KeptTrial? Parse(string? text) => Read(text).Trial;

    /// <summary>The same; without a trial the first thing that is wrong with the text.</summary>
    public static (KeptTrial? Trial, string Fault) Read(string? text) => KeptText.Read(text, JudgingJson.Default.KeptTrial, KeptSense.Fault);
}
