using System.Net.Sockets;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A connection that opens is success.</summary>
internal static class TcpProbe
{
    public static async Task<ProbeOutcome> RunAsync(V1TCPSocketAction action, ProbeTarget target, CancellationToken cancel)
    {
        if (target.Port(action.Port) is not { } port)
        {
            return ProbeOutcome.Failure($"couldn't find port: {action.Port.Value}");
        }

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(action.Host is { Length: > 0 } given ? given : target.PodIp, port, cancel).ConfigureAwait(false);
        return ProbeOutcome.Success;
    }
}
