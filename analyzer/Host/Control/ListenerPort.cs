namespace CanaryMesh.Analyzer.Control;

/// <summary>One app port of a pod that is split.</summary>
internal sealed record ListenerPort(string Name, int App, int Split, int Direct, string Protocol = "http");
