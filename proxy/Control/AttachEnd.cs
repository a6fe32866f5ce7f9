namespace CanaryMesh.Proxy.Control;

/// <summary>How one attempt at the control channel ended.</summary>
internal enum AttachEnd
{
    /// <summary>Nobody answered, or with a refusal.</summary>
    Failed,

    /// <summary>An analyzer answered that does not lead.</summary>
    Elsewhere,

    /// <summary>The leader was heard.</summary>
    Heard,
}
