using CanaryMesh.Mesh.Services;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>The head of a pod's answer, or why there is none.</summary>
internal sealed record UpstreamAnswer(ServiceEndpoint? Endpoint, Resolution Resolution, HttpResponseMessage? Message, long Started) : IDisposable
{
    public string Fault { get; init; } = "";

    public int FaultStatus { get; init; } = 503;

    public void Dispose() => Message?.Dispose();
}
