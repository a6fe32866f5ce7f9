using System.Net;
using System.Net.Sockets;
using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster;

/// <summary>A range of loopback addresses that no other cluster of this machine uses: a socket bound inside it says so.</summary>
internal sealed class AddressLease : IDisposable
{
    private const byte First = 32;
    private const byte Last = 223;
    private const int MarkPort = 14999;
    private readonly Socket mark;

    private AddressLease(Socket mark, byte octet) => (this.mark, Range) = (mark, new LoopbackRange(octet));

    public LoopbackRange Range { get; }

    public static AddressLease Take()
    {
        for (var octet = First; octet <= Last; octet++)
        {
            if (TryMark(octet) is { } mark)
            {
                return new AddressLease(mark, octet);
            }
        }

        throw new InvalidOperationException("no range of loopback addresses is free");
    }

    public void Dispose() => mark.Dispose();

    private static Socket? TryMark(byte octet)
    {
        var mark = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            mark.Bind(new IPEndPoint(new IPAddress([127, octet, 255, 255]), MarkPort));
            // Only a listening socket keeps others of this address and port away.
            mark.Listen(1);
            return mark;
        }
        catch (SocketException)
        {
            mark.Dispose();
            return null;
        }
    }
}
