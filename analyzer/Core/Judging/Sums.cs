using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Events of so many requests on both sides as counted, and events and exposures as compared.</summary>
public sealed record Sums
{
    /// <summary>Events of the canary as counted.</summary>
    [JsonPropertyName("ce")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long CanaryEvents { get; init; }

    /// <summary>Requests of the canary.</summary>
    [JsonPropertyName("cr")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long CanaryRequests { get; init; }

    /// <summary>Events of the primary as counted.</summary>
    [JsonPropertyName("pe")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PrimaryEvents { get; init; }

    /// <summary>Requests of the primary.</summary>
    [JsonPropertyName("pr")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PrimaryRequests { get; init; }

    /// <summary>Events of the canary as compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double X { get; init; }

    /// <summary>Events of the primary as compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Y { get; init; }

    /// <summary>Exposure of the canary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double A { get; init; }

    /// <summary>Exposure of the primary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double B { get; init; }

    /// <summary>The sum.</summary>
    public Sums Plus(Sums other) => new()
    {
        CanaryEvents = CanaryEvents + other.CanaryEvents,
        CanaryRequests = CanaryRequests + other.CanaryRequests,
        PrimaryEvents = PrimaryEvents + other.PrimaryEvents,
        PrimaryRequests = PrimaryRequests + other.PrimaryRequests,
        X = X + other.X,
        Y = Y + other.Y,
        A = A + other.A,
        B = B + other.B,
    };
}
