namespace CanaryMesh.Proxy.Telemetry;

/// <summary>How a request came here, finer than the protocol's Route: a hop was drawn by another proxy, which reports it; a fallback
/// was drawn to the canary, which was never reached, and counts for the app that answered in metrics alone.</summary>
internal enum CountRoute
{
    Split,
    Hop,
    Direct,
    Fallback,

    /// <summary>Kept on a side by a lane or a cookie.</summary>
    Lane,

    /// <summary>A copy of a request, sent by this proxy.</summary>
    Mirror,
}
