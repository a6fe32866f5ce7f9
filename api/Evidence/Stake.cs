namespace CanaryMesh.Api.Evidence;

/// <summary>How much is bet at once.</summary>
public enum Stake
{
    /// <summary>Half at once; each restart brings in another part, so that a regression that begins late need not win back what was lost before it.</summary>
    Half,

    /// <summary>All at once; restarts bring in nothing.</summary>
    Whole,
}
