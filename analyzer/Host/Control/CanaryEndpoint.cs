namespace CanaryMesh.Analyzer.Control;

/// <summary>A ready pod of the copy: name, IP, and the direct port of each app port.</summary>
internal sealed record CanaryEndpoint(string Pod, string Address, IReadOnlyDictionary<int, int> DirectPorts);
