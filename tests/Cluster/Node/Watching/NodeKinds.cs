using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>The kinds a node and its network deal with.</summary>
internal static class NodeKinds
{
    public static readonly GroupResource Pods = new("", "pods");
    public static readonly GroupResource Nodes = new("", "nodes");
    public static readonly GroupResource Events = new("", "events");
    public static readonly GroupResource ConfigMaps = new("", "configmaps");
    public static readonly GroupResource Secrets = new("", "secrets");
    public static readonly GroupResource Services = new("", "services");
    public static readonly GroupResource EndpointSlices = new("discovery.k8s.io", "endpointslices");
    public static readonly GroupResource Leases = new("coordination.k8s.io", "leases");
}
