namespace CanaryMesh.LoadTester.Load;

/// <summary>The most that one task may ask for.</summary>
internal sealed record LoadLimits
{
    public int Concurrency { get; init; } = 500;

    public double Rate { get; init; } = 20_000;

    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);
}
