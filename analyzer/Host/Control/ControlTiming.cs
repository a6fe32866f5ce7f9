namespace CanaryMesh.Analyzer.Control;

/// <summary>Limits of a stream.</summary>
internal sealed record ControlTiming
{
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest life of a stream, spread by up to a tenth downwards; each new one authenticates again.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>How long before its token a stream ends.</summary>
    public TimeSpan TokenMargin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a goodbye may take to be sent.</summary>
    public TimeSpan Goodbye { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Life(DateTimeOffset now, DateTimeOffset? tokenEnds, double draw)
    {
        var life = Lifetime * (1 - (0.1 * draw));
        var token = tokenEnds is { } ends ? ends - now - TokenMargin : life;
        var shorter = token < life ? token : life;
        return shorter > TimeSpan.Zero ? shorter : TimeSpan.Zero;
    }
}
