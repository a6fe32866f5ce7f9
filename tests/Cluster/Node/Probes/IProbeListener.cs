using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Hears what a probe finds.</summary>
internal interface IProbeListener
{
    void Failed(ProbeKind kind, string message);

    void Decided(ProbeKind kind, bool succeeded, V1Probe probe);
}
