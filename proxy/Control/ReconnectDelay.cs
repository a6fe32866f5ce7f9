namespace CanaryMesh.Proxy.Control;

/// <summary>How long to wait before the next attempt: 100 ms doubled per failure up to 10 s, of which a random half is taken off, so that
/// proxies that lost the analyzer together do not come back together. An analyzer that does not lead is no failure yet: each connection to
/// their Service meets one of them by chance, and the leader is met soon if asked for at once. After three of them in a row nobody may lead.</summary>
internal sealed class ReconnectDelay
{
    private const double FirstMilliseconds = 100;
    private const double LongestMilliseconds = 10_000;
    private const int MostElsewhere = 3;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(50);
    private int _failures;
    private int _elsewhere;

    /// <summary>Roll in [0, 1).</summary>
    public TimeSpan After(AttachEnd end, double roll)
    {
        _elsewhere = end is AttachEnd.Elsewhere ? (_elsewhere + 1) % MostElsewhere : 0;
        _failures = end is AttachEnd.Heard ? 0 : _elsewhere > 0 ? _failures : _failures + 1;
        var doubled = _elsewhere > 0 ? 0 : Math.Clamp(_failures - 1, 0, 20);
        var whole = Math.Min(LongestMilliseconds, FirstMilliseconds * Math.Pow(2, doubled));
        return TimeSpan.FromMilliseconds(whole * (1 - (roll / 2)));
    }

    /// <summary>How long one stream may live: 45 to 55 minutes, less than its token does.</summary>
    public static TimeSpan StreamLifetime(double roll) => Lifetime * (0.9 + (0.2 * roll));
}
