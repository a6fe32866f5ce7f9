using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a target usually carries.</summary>
internal sealed record TrafficView(double RequestsPerSecond, double ErrorPercent, DateTimeOffset? Time)
{
    internal static TrafficView? Of(CanaryTraffic? traffic) => traffic is null ? null : new(traffic.RequestsPerSecond, traffic.ErrorPercent, traffic.Time);
}
