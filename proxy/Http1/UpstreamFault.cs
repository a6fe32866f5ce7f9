using System.Net.Sockets;

namespace CanaryMesh.Proxy.Http1;

/// <summary>What a broken connection throws.</summary>
internal static class UpstreamFault
{
    public static bool Is(Exception exception) => exception is IOException or SocketException or ObjectDisposedException;

    public static bool IsTimeout(Exception exception) => exception is SocketException { SocketErrorCode: SocketError.TimedOut };
}
