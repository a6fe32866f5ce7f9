namespace CanaryMesh.Proxy.Control;

/// <summary>How long to wait before the next attempt: 100 ms doubled per failure up to 10 s, of which a random half is taken off, so that
/// proxies that lost the analyzer together do not come back together.</summary>
internal static class ReconnectDelay
{
    private const double FirstMilliseconds = 100;
    private const double LongestMilliseconds = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(50);

    /// <summary>Failures in a row ≥ 1, roll in [0, 1).</summary>
    public static TimeSpan After(int failures, double roll)
    {
        var whole = Math.Min(LongestMilliseconds, FirstMilliseconds * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromMilliseconds(whole * (1 - (roll / 2)));
    }

    /// <summary>How long one stream may live: 45 to 55 minutes, less than its token does.</summary>
    public static TimeSpan StreamLifetime(double roll) => Lifetime * (0.9 + (0.2 * roll));
}
