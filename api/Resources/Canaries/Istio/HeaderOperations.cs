namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Headers changed on the way.</summary>
public sealed record HeaderOperations : Extensible
{
    /// <summary>On requests.</summary>
    public HeaderChanges? Request { get; init; }

    /// <summary>On responses.</summary>
    public HeaderChanges? Response { get; init; }
}

/// <summary>Changes in one direction.</summary>
public sealed record HeaderChanges : Extensible
{
    /// <summary>Values appended, by name.</summary>
    public IReadOnlyDictionary<string, string>? Add { get; init; }

    /// <summary>Values replaced, by name.</summary>
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    /// <summary>Names removed.</summary>
    public IReadOnlyList<string>? Remove { get; init; }
}
