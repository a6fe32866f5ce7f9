namespace CanaryMesh.Proxy.Routing;

/// <summary>Where a request goes, and whether it was drawn.</summary>
internal enum Choice
{
    DrawnToApp,
    DrawnToCanary,

    /// <summary>By a cookie.</summary>
    KeptOnApp,

    /// <summary>By a lane or a cookie.</summary>
    KeptOnCanary,
}
