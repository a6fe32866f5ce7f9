namespace CanaryMesh.Proxy.Telemetry;

internal readonly record struct TargetLabels(string Namespace, string Target);
