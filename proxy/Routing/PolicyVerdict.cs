namespace CanaryMesh.Proxy.Routing;

internal enum PolicyVerdict
{
    Applied,

    /// <summary>The one in force, once more.</summary>
    Ignored,

    Refused,
}
