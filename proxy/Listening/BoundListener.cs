using CanaryMesh.Api.Plans;

namespace CanaryMesh.Proxy.Listening;

/// <summary>What a connection's local port stands for; a feature of each connection. Index counts the plan's ports.</summary>
internal sealed record BoundListener(ListenerKind Kind, int Index, PlannedPort? Port);
