namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>Requests per second, both sides' error rates, and a stretch in which something that both need fails.</summary>
internal sealed record RampWorld(double PerSecond, double Canary, double Primary)
{
    private const int OutageFrom = 300;
    private const int OutageUntil = 480;

    public double? Outage { get; init; }

    public bool IsOut(int second) => Outage is not null && second is >= OutageFrom and < OutageUntil;
}
