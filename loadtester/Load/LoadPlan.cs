namespace CanaryMesh.LoadTester.Load;

/// <summary>Load as it was asked for. Without a rate each sender sends as soon as it has its answer.</summary>
internal sealed record LoadPlan
{
    public required Uri Address { get; init; }

    public string Method { get; init; } = "GET";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Body { get; init; }

    /// <summary>HTTP/2 alone; to an http address from the first byte, without an upgrade.</summary>
    public bool Http2 { get; init; }

    /// <summary>Requests a second, all senders together.</summary>
    public double? Rate { get; init; }

    /// <summary>Most requests in flight.</summary>
    public int Concurrency { get; init; } = 10;

    public TimeSpan? Duration { get; init; }

    public long? Count { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool ReusesConnections { get; init; } = true;

    public bool FollowsRedirects { get; init; }

    public bool TrustsAnyCertificate { get; init; }

    public Pace Pace => new(Rate, Duration, Count);
}
