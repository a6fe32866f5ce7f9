namespace CanaryMesh.Cluster;

/// <summary>Things the cluster can be made to get wrong, so that tests can prove the recordings would notice.</summary>
internal sealed record Mistakes
{
    public static Mistakes None { get; } = new();

    /// <summary>A write made from an outdated object is taken.</summary>
    public bool TakesOutdatedWrites { get; init; }

    /// <summary>The status can be written with the object, and the object with its status.</summary>
    public bool MixesStatus { get; init; }

    /// <summary>A paused Deployment rolls on.</summary>
    public bool RollsPaused { get; init; }

    /// <summary>The operation test of a JSON patch never fails.</summary>
    public bool PassesPatchTests { get; init; }

    /// <summary>A webhook that fails is as one that allows, whatever its failurePolicy.</summary>
    public bool IgnoresFailurePolicy { get; init; }
}
