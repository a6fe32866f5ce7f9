namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>A name led to an address that is not reached on behalf of users.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
