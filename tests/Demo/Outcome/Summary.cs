using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryMesh.Load;

namespace CanaryMesh.Demo.Outcome;

/// <summary>What artifacts/demo/summary.json holds.</summary>
internal sealed record Summary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public bool Succeeded => Faults.Count == 0;

    public required IReadOnlyList<string> Faults { get; init; }

    public required double Seconds { get; init; }

    public required RequestTotals Requests { get; init; }

    /// <summary>From setting the good version's image to its promotion.</summary>
    public double? SecondsToPromote { get; init; }

    /// <summary>From the first failed response of the bad version to the last request drawn to it.</summary>
    public double? SecondsToRollBack { get; init; }

    public RolloutStatusCodes RolloutStatus { get; init; } = new(null, null, null);

    public string? RollbackReason { get; init; }

    public IReadOnlyList<ShareRow> Steps { get; init; } = [];

    public IReadOnlyDictionary<string, long> LostByChapter { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<VersionCounts> Versions { get; init; } = [];

    public IReadOnlyList<LostRequest> FirstLost { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
