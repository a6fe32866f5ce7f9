using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>NetworkPolicies around a target at one instant.</summary>
public sealed record PolicyObservation
{
    /// <summary>A twin for the copy is absent or not as the policy that it follows.</summary>
    public bool TwinsDue { get; init; }

    /// <summary>Twins are there.</summary>
    public bool TwinsExist { get; init; }

    /// <summary>What is said of policies that are not read; null if there are none.</summary>
    public string? Unread { get; init; }

    /// <summary>Why no trial may begin; <see cref="RolloutReason.None"/> if nothing keeps it.</summary>
    public RolloutReason Reason { get; init; }

    /// <summary>The same in a sentence without its end, with what to add.</summary>
    public string Why { get; init; } = "";
}
