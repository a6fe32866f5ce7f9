namespace CanaryMesh.Soak;

/// <summary>A proxy that was killed: its pod, the moments between which it died, and when the network stopped leading there; null if it never
/// did.</summary>
internal sealed record Outage(string Address, bool IsCanary, DateTimeOffset From, DateTimeOffset DeadBy, DateTimeOffset? LeftAt);
