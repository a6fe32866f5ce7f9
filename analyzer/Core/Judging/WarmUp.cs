namespace CanaryMesh.Analyzer.Judging;

/// <summary>When the canary's latency is not compared yet: a new process is slow, whatever its version. Counts do not name the pod that
/// answered, so while one pod warms up the latency of all is left out.</summary>
public static class WarmUp
{
    /// <summary>How long a pod warms up: what compiles while it runs is slow for its first requests, and would be found worse for good.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(30);

    /// <summary>One of the pods that began to serve at these times is younger. A pod that comes back from unreadiness is not new.</summary>
    public static bool Is(IEnumerable<DateTimeOffset> served, DateTimeOffset at) => served.Any(since => at - since < Time);
}
