namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What one check found at the last look.</summary>
public sealed record CanaryCheck : Extensible
{
    /// <summary>Name of the check.</summary>
    public required string Name { get; init; }

    /// <summary>Passed, Failed, Inconclusive or Errored.</summary>
    public required string Verdict { get; init; }

    /// <summary>The number read, in the unit of its query; null if there was none.</summary>
    public double? Value { get; init; }

    /// <summary>Its least legal number; null if there is none.</summary>
    public double? Min { get; init; }

    /// <summary>Its largest legal number; null if there is none.</summary>
    public double? Max { get; init; }

    /// <summary>The query as it was asked, cut at 512 characters.</summary>
    public string? Query { get; init; }
}
