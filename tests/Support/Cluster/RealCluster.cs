using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Support.Cluster;

/// <summary>The cluster that the integration tests were told to use instead of the embedded one: KUBECONFIG names it, CANARYMESH_TEST_CLUSTER=1 asks for it.</summary>
public static class RealCluster
{
    private const string Asked = "CANARYMESH_TEST_CLUSTER";

    /// <summary>The folder of manifests to install, from the repository's root.</summary>
    private const string Overlay = "CANARYMESH_TEST_OVERLAY";

    /// <summary>Path of its kubeconfig; null where the embedded cluster is to be used.</summary>
    public static string? Kubeconfig { get; } = Read(Environment.GetEnvironmentVariable(Asked), Environment.GetEnvironmentVariable("KUBECONFIG"));

    public static bool IsAsked => Kubeconfig is not null;

    public static string Manifests { get; } =
        Path.Combine(Repository.Root, Environment.GetEnvironmentVariable(Overlay) is { Length: > 0 } given ? given : Path.Combine("manifests", "base"));

    /// <summary>Null: not asked for.</summary>
    /// <exception cref="InvalidOperationException">Asked for, but KUBECONFIG names no file.</exception>
    public static string? Read(string? asked, string? kubeconfig) => (asked, kubeconfig) switch
    {
        (not "1", _) => null,
        (_, { Length: > 0 }) when File.Exists(kubeconfig) => Path.GetFullPath(kubeconfig),
        _ => throw new InvalidOperationException($"{Asked} is 1, but KUBECONFIG ('{kubeconfig}') is not the path of a file: set it to the kubeconfig of the cluster to test on"),
    };

    /// <summary>This machine's address as the node sees it, where pods reach what the tests serve.</summary>
    public static IPAddress AddressTowards(string node)
    {
        // A datagram socket that is connected sends nothing, but has its route.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Parse(node), 9);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }
}
