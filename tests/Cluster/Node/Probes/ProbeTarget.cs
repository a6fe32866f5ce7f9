using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container as probes and hooks reach it.</summary>
internal sealed record ProbeTarget(V1Container Container, string PodIp, IContainerRun Run)
{
    /// <summary>A port by number, or by its name in this container; null if there is none of that name.</summary>
    public int? Port(IntOrString port)
    {
        if (int.TryParse(port.Value, out var number))
        {
            return number;
        }

        return Container.Ports?.FirstOrDefault(candidate => candidate.Name == port.Value)?.ContainerPort;
    }
}
