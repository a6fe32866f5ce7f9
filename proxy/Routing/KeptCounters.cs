using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Counts of requests that were not drawn, and of copies.</summary>
internal sealed record KeptCounters(SideCounter Own, SideCounter Canary, SideCounter Mirror);
