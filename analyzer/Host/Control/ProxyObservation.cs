namespace CanaryMesh.Analyzer.Control;

/// <summary>A connected proxy at one instant.</summary>
internal sealed record ProxyObservation
{
    public required string PodUid { get; init; }

    public required string PodName { get; init; }

    public required string Track { get; init; }

    public required string Version { get; init; }

    public required string Instance { get; init; }

    public required DateTimeOffset ConnectedSince { get; init; }

    /// <summary>Policy last reported as in force.</summary>
    public PolicyId Applied { get; init; }

    /// <summary>Policy last refused, and why; null once a later one is applied.</summary>
    public PolicyId? RefusedPolicy { get; init; }

    public string? Refused { get; init; }

    /// <summary>Share really drawn, 0–100: below what was asked after a local ejection.</summary>
    public int EffectiveWeight { get; init; }

    /// <summary>Requests drawn to the canary and not yet ended; null before the first report under the applied policy.</summary>
    public long? InFlightCanary { get; init; }

    public DateTimeOffset? LastReport { get; init; }

    public bool Draining { get; init; }

    /// <summary>Why its own guard keeps a version out; null if it keeps none out.</summary>
    public GuardAlarm? Alarm { get; init; }
}
