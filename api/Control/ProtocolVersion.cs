namespace CanaryMesh.Api.Control;

/// <summary>The version of the control protocol that this build speaks.</summary>
public static class ProtocolVersion
{
    /// <summary>Protocol 1: control.proto as it stands.</summary>
    public const uint Current = 1;
}
