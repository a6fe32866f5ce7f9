using System.Diagnostics;

namespace CanaryMesh.Cluster.Api;

/// <summary>The node's side of pods/exec.</summary>
public interface INodeCommands
{
    /// <summary>Starts a further command in a container, for the caller to end. Null if the container does not run.</summary>
    Task<Process?> StartAsync(string @namespace, string pod, string container, IReadOnlyList<string> command);
}
