namespace CanaryMesh.Webhook.Admission;

/// <summary>How much is taken on at once. Each entry has places of its own, so that a flood of pods never takes the place of a hold; a refused
/// hold is an update refused, a refused injection is a pod that serves without its proxy.</summary>
internal sealed record ReviewLimits
{
    /// <summary>Reviews of one entry that are judged at once; some of them wait for the API server.</summary>
    public int Places { get; init; } = 16;

    /// <summary>Reviews of one entry that wait for a place: at 1 ms each half a second, which is less than any of them has left.</summary>
    public int Waiting { get; init; } = 512;

    /// <summary>Bytes of bodies that are held at once, of all entries.</summary>
    public long Buffered { get; init; } = 48L * 1024 * 1024;
}
