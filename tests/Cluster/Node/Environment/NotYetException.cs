namespace CanaryMesh.Cluster.Node;

/// <summary>Something a pod needs is not there; the node tries again later.</summary>
internal sealed class NotYetException(string reason, string message) : Exception(message)
{
    public string Reason => reason;
}
