namespace CanaryMesh.Soak;

/// <summary>A proxy that was killed, before it is known how long connections were led to it.</summary>
internal sealed record Kill(string Address, bool IsCanary, DateTimeOffset From, DateTimeOffset DeadBy);
