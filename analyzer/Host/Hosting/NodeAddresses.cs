using System.Net;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>The addresses of the cluster's nodes, where kubelets, etcd and often the API server listen: nothing that a user names.</summary>
internal sealed class NodeAddresses(IWatchCache nodes)
{
    public bool Contains(IPAddress address) => nodes.All
        .SelectMany(node => node.Objects("status", "addresses"))
        .Any(each => IPAddress.TryParse(each.Text("address"), out var known) && (known.IsIPv4MappedToIPv6 ? known.MapToIPv4() : known).Equals(address));
}
