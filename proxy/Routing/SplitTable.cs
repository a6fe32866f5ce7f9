using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Routing;

/// <summary>How one split listener draws under one policy, with the counters that belong to it.</summary>
internal sealed class SplitTable
{
    /// <summary>Share really drawn with, 0–100; zero without canaries.</summary>
    public required uint Weight { get; init; }

    public required Backend[] Canaries { get; init; }

    public required SideCounter Own { get; init; }

    public required SideCounter Canary { get; init; }
}
