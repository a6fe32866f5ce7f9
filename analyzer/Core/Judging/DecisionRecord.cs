using System.Text.Json;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>All there is to say of one decision, and enough to come to it again. Bounded: what is older than the looks it keeps is in the
/// state from which they go on.</summary>
public sealed record DecisionRecord
{
    /// <summary>Version of the form; 1.</summary>
    public int Form { get; init; } = 1;

    /// <summary>Namespace and name of the Canary.</summary>
    public string Rollout { get; init; } = "";

    /// <summary>Whole hash of the version on trial.</summary>
    public string Version { get; init; } = "";

    /// <summary>The version on trial, as people know it.</summary>
    public required string Canary { get; init; }

    /// <summary>The version it was compared with.</summary>
    public required string Primary { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done, and for which reason of the status; null if nobody wrote it down.</summary>
    public TrialOutcome? Outcome { get; init; }

    /// <summary>What the judge decided; people, gates and deadlines may have been stricter.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The same for people.</summary>
    public required string Sentence { get; init; }

    /// <summary>By which settings.</summary>
    public required JudgeSettings Settings { get; init; }

    /// <summary>The comparison before the first of the looks.</summary>
    public required RunState From { get; init; }

    /// <summary>The last looks that changed something, oldest first.</summary>
    public IReadOnlyList<RecordedLook> Looks { get; init; } = [];

    /// <summary>What was counted in the whole trial, by weight.</summary>
    public IReadOnlyList<Stratum> Strata { get; init; } = [];

    /// <summary>What was compared: counts of both sides over the whole trial and their intervals.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Evidence over the whole trial.</summary>
    public IReadOnlyList<EvidencePoint> Curve { get; init; } = [];

    /// <summary>The checks with the queries that were asked.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];

    /// <summary>Some failed and slow requests.</summary>
    public IReadOnlyList<SampleRecord> Samples { get; init; } = [];

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JudgingJson.Default.DecisionRecord);

    /// <summary>Characters of a record's text at most.</summary>
    public const int MostCharacters = KeptText.Most;

    /// <summary>Version of the form that a text says it has; null if it says none.</summary>
    public static int? FormOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("form", out var form) && form.TryGetInt32(out var number) ? number : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Null if it is no record of form 1, or holds what none could.</summary>
    public static DecisionRecord? Parse(string? text) => Read(text).Record;

    /// <summary>The same; without a record the first thing that is wrong with the text.</summary>
    public static (DecisionRecord? Record, string Fault) Read(string? text) => KeptText.Read(text, JudgingJson.Default.DecisionRecord, RecordSense.Fault);
}
