using CanaryMesh.Cluster.Kinds;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster.Api;

/// <summary>What the other parts of the cluster do for the API server; set once they are there.</summary>
public sealed class ClusterHooks
{
    public INodeLogs? Logs { get; set; }

    public INodeCommands? Commands { get; set; }

    public IClusterAddresses Addresses { get; set; } = new SequentialAddresses();

    public IServiceResolver? Services { get; set; }

    /// <summary>Where webhooks are named that could not be called.</summary>
    public ILogger AdmissionLog { get; set; } = NullLogger.Instance;
}
