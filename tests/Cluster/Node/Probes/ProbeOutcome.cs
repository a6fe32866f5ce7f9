namespace CanaryMesh.Cluster.Node;

/// <summary>What one attempt of a probe or hook found, with words for an event.</summary>
internal sealed record ProbeOutcome(bool Succeeded, string Message = "")
{
    public static readonly ProbeOutcome Success = new(true);

    public static ProbeOutcome Failure(string message) => new(false, message);
}
