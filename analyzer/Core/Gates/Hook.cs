namespace CanaryMesh.Analyzer.Gates;

/// <summary>A hook as the Canary asks for it. <see cref="Place"/> is its index in the list, which tells equal names apart.</summary>
public sealed record Hook(int Place, string Name, HookType Type, HookAddress Address)
{
    /// <summary>How long a gate may stay closed; null is for ever. Positive.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>No alert is sent about it.</summary>
    public bool MuteAlert { get; init; }
}

/// <summary>Where and how a hook is called. Timeout is of one attempt; retries are the attempts after the first.</summary>
public sealed record HookAddress(Uri Url, TimeSpan Timeout, int Retries)
{
    /// <summary>Any certificate of the address is accepted.</summary>
    public bool AnyCertificate { get; init; }

    /// <summary>Name of a Secret beside the Canary with headers and a signing key; null if none.</summary>
    public string? Secret { get; init; }

    /// <summary>Texts handed to the address.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
