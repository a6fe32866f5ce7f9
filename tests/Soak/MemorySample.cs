namespace CanaryMesh.Soak;

/// <summary>Resident memory of one process at one moment.</summary>
internal readonly record struct MemorySample(int Process, DateTimeOffset At, double Megabytes);
