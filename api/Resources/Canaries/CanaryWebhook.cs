using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>One hook: an address called at a moment of the rollout.</summary>
public sealed record CanaryWebhook : Extensible
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Moment: confirm-rollout, pre-rollout, rollout, confirm-promotion, post-rollout, event, rollback or
    /// confirm-traffic-increase; null or empty means rollout.</summary>
    public string? Type { get; init; }

    /// <summary>Address that is called.</summary>
    public required string Url { get; init; }

    /// <summary>Longest call; null means 10s.</summary>
    public string? Timeout { get; init; }

    /// <summary>Further tries after a failed call; null means none.</summary>
    public int? Retries { get; init; }

    /// <summary>True accepts any certificate of the address.</summary>
    [JsonPropertyName("disableTLS")]
    public bool? DisableTls { get; init; }

    /// <summary>True sends no alert about this hook.</summary>
    public bool? MuteAlert { get; init; }

    /// <summary>How long a gate may stay closed, e.g. 2h; past it the rollout is ended. Null is for ever.</summary>
    public string? Expiry { get; init; }

    /// <summary>Secret beside the Canary: each key is a header of that name, and signing-key signs the body.</summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>Texts handed to the address.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
