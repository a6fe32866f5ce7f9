namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What a target usually carries, as its proxies count it. Numbers have two digits.</summary>
public sealed record CanaryTraffic : Extensible
{
    /// <summary>Requests per second of both sides together.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Errors of the primary, in percent of its requests.</summary>
    public double ErrorPercent { get; init; }

    /// <summary>When it was counted.</summary>
    public DateTimeOffset? Time { get; init; }
}
