using System.Text.Json;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>All there is to say of one decision, and enough to come to it again. Bounded: what is older than the looks it keeps is in the
/// state from which they go on.</summary>
public sealed record DecisionRecord
{
    /// <summary>Version of the form; 1.</summary>
    public int Form { get; init; } = 1;

    /// <summary>The version on trial, as people know it.</summary>
    public required string Canary { get; init; }

    /// <summary>The version it was compared with.</summary>
    public required string Primary { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was decided.</summary>
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

    /// <summary>Evidence over the whole trial.</summary>
    public IReadOnlyList<EvidencePoint> Curve { get; init; } = [];

    /// <summary>The checks with the queries that were asked.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];

    /// <summary>Some failed and slow requests.</summary>
    public IReadOnlyList<SampleRecord> Samples { get; init; } = [];

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JudgingJson.Default.DecisionRecord);

    /// <summary>Null if it is no record of form 1.</summary>
    public static DecisionRecord? Parse(string? text)
    {
        try
        {
            var record = text is null ? null : JsonSerializer.Deserialize(text, JudgingJson.Default.DecisionRecord);
            return record is { Form: 1 } ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
