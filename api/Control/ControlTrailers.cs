namespace CanaryMesh.Api.Control;

/// <summary>What a refusal of the control channel carries beside its sentence.</summary>
public static class ControlTrailers
{
    /// <summary>Present where another analyzer behind the same address may take the stream: this one is well, and does not lead.</summary>
    public const string Elsewhere = "canarymesh-elsewhere";
}
