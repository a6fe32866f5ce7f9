namespace CanaryMesh.Demo.Outcome;

/// <summary>All requests of the demo.</summary>
internal sealed record RequestTotals(long Sent, long Ok, long Failed, long FailedOnCanary, long Lost);
