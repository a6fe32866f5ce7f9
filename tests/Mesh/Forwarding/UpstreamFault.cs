namespace CanaryMesh.Mesh.Forwarding;

/// <summary>How far a request got that has no answer.</summary>
internal enum UpstreamFault
{
    None,

    /// <summary>Nothing of it was sent.</summary>
    NotConnected,

    /// <summary>The connection ended before the answer began.</summary>
    Reset,

    /// <summary>What came is no HTTP.</summary>
    NoProtocol,
}
