namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How a target's new versions are tried (flagger.app/v1beta1).</summary>
public sealed record Canary : Extensible
{
    /// <summary>Group and version.</summary>
    public string ApiVersion { get; init; } = ResourceNames.ApiVersion;

    /// <summary>Kind.</summary>
    public string Kind { get; init; } = ResourceNames.Canary;

    /// <summary>Metadata.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What was asked for; the schema lets it be absent.</summary>
    public CanarySpec? Spec { get; init; }

    /// <summary>What was recorded; null before the first tick.</summary>
    public CanaryStatus? Status { get; init; }
}
