namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How a target's new versions are tried (flagger.app/v1beta1).</summary>
public sealed record Canary : Extensible
{
    // The serializer assigns absent members too, so a default is given on the way out. Items of a list have neither.
    /// <summary>Group and version.</summary>
    public string ApiVersion { get => field ?? ResourceNames.ApiVersion; init; }

    /// <summary>Kind.</summary>
    public string Kind { get => field ?? ResourceNames.Canary; init; }

    /// <summary>Metadata.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What was asked for; the schema lets it be absent.</summary>
    public CanarySpec? Spec { get; init; }

    /// <summary>What was recorded; null before the first tick.</summary>
    public CanaryStatus? Status { get; init; }
}
