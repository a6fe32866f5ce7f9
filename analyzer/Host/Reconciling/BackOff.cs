namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Doubling delays with jitter in the upper half, so that many who failed together do not come back together.</summary>
internal static class BackOff
{
    /// <summary>Delay after the given number of failures in a row (1 or more); draw is 0–1.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double draw)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        var whole = Math.Min(first.TotalMilliseconds * Math.Pow(2, doublings), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(whole * (0.5 + (0.5 * draw)));
    }
}
