using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A comparison over one trial of one version, as it survives a restart of the analyzer. As JSON about 3 KB of evidence and
/// up to 500 bytes for each weight that was in force: 4 to 13 KB for a usual plan, below 64 KB whatever the plan.</summary>
public sealed record RunState([property: JsonRequired] DateTimeOffset StartedAt)
{
    /// <summary>When the evidence began: with the trial, or anew at a split alarm.</summary>
    public DateTimeOffset EvidenceSince { get; init; } = StartedAt;

    /// <summary>Newest policy whose counts it holds.</summary>
    public PolicyStamp Seen { get; init; }

    /// <summary>How it compares; counted once the split was found not to be what it says.</summary>
    public Exposure Exposure { get; init; }

    /// <summary>The share was found not to be what the weight says.</summary>
    public bool IsSplitAlarm { get; init; }

    /// <summary>Which ten seconds of the evidence are open, where no ten of them may decide alone.</summary>
    public long OpenBlock { get; init; }

    /// <summary>When the evidence reached what rolls back; null if it has not.</summary>
    public DateTimeOffset? WorseAt { get; init; }

    /// <summary>Ordinary chance of so many errors at the last tick.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>Evidence of more errors.</summary>
    public EvidenceState? Errors { get; init; }

    /// <summary>Evidence of more slow requests, by level.</summary>
    public IReadOnlyList<EvidenceState> Levels { get; init; } = [];

    /// <summary>The primary's latency so far, from which the levels' limits are taken.</summary>
    [JsonConverter(typeof(SparseCounts))]
    public IReadOnlyList<long> Past { get; init; } = [];

    /// <summary>The present step; null before the first look.</summary>
    public StepState? Step { get; init; }

    /// <summary>What was counted, by weight.</summary>
    public IReadOnlyList<Stratum> Strata { get; init; } = [];

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JudgingJson.Default.RunState);

    /// <summary>Null if it is no state.</summary>
    public static RunState? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, JudgingJson.Default.RunState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
