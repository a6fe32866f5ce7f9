namespace CanaryMesh.Api.Resources.AlertProviders;

/// <summary>A chat room that alerts are sent to (flagger.app/v1beta1).</summary>
public sealed record AlertProvider : Extensible
{
    // The serializer assigns absent members too, so a default is given on the way out. Items of a list have neither.
    /// <summary>Group and version.</summary>
    public string ApiVersion { get => field ?? ResourceNames.ApiVersion; init; }

    /// <summary>Kind.</summary>
    public string Kind { get => field ?? ResourceNames.AlertProvider; init; }

    /// <summary>Metadata.</summary>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What was asked for; the schema lets it be absent.</summary>
    public AlertProviderSpec? Spec { get; init; }
}

/// <summary>Where and as whom alerts are posted; an address, a Secret with one, or both (the Secret wins).</summary>
public sealed record AlertProviderSpec : Extensible
{
    /// <summary>Protocol: slack, msteams, discord, rocket, gchat or webhook.</summary>
    public required string Type { get; init; }

    /// <summary>Form of msteams: card for the old connectors, workflow for Power Automate; null means by the address.</summary>
    public string? Format { get; init; }

    /// <summary>Channel; null means general.</summary>
    public string? Channel { get; init; }

    /// <summary>Name the alert is posted under; null means flagger.</summary>
    public string? Username { get; init; }

    /// <summary>URL of the hook.</summary>
    public string? Address { get; init; }

    /// <summary>URL of an HTTP proxy on the way to the hook.</summary>
    public string? Proxy { get; init; }

    /// <summary>Secret with key address, and token where the protocol has one.</summary>
    public SecretReference? SecretRef { get; init; }
}
