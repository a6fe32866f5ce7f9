namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Timing of a watch.</summary>
internal sealed record WatchOptions
{
    /// <summary>Longest silence of a stream. Bookmarks come about every minute, so a longer one means that nobody is there any more.</summary>
    public TimeSpan Liveness { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Shortest and longest stream asked for; drawn between, so that streams do not all end together.</summary>
    public TimeSpan ShortestStream { get; init; } = TimeSpan.FromSeconds(240);

    public TimeSpan LongestStream { get; init; } = TimeSpan.FromSeconds(300);

    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time in good order after which earlier failures are forgotten.</summary>
    public TimeSpan GoodTime { get; init; } = TimeSpan.FromMinutes(1);
}
