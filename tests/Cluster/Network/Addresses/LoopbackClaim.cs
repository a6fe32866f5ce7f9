using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CanaryMesh.Cluster.Network;

/// <summary>A range for pods and one for Services that no other cluster on this machine uses, until disposed.</summary>
public sealed class LoopbackClaim : IDisposable
{
    // Outside the ephemeral range, so that no client's socket takes it by chance.
    private const int GuardPort = 11998;

    private readonly Socket guard;

    private LoopbackClaim(byte octet, Socket guard)
    {
        this.guard = guard;
        Pods = new LoopbackRange(octet);
        Services = new LoopbackRange((byte)(octet + 1));
    }

    public LoopbackRange Pods { get; }

    public LoopbackRange Services { get; }

    public static LoopbackClaim Take()
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var octet = (byte)(20 + (2 * RandomNumberGenerator.GetInt32(115)));
            if (TryGuard(octet) is { } guard)
            {
                return new LoopbackClaim(octet, guard);
            }
        }

        throw new InvalidOperationException($"No free loopback range: port {GuardPort} is taken on every one that was tried.");
    }

    public void Dispose() => guard.Dispose();

    private static Socket? TryGuard(byte octet)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(new IPAddress([127, octet, 0, 254]), GuardPort));
            socket.Listen(1);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
