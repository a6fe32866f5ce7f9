using System.Net.Sockets;

namespace CanaryMesh.Load;

/// <summary>No connection came about; the port is the one it was tried from.</summary>
internal sealed class NotConnectedException(SocketException fault, int? localPort) : IOException($"no connection: {fault.SocketErrorCode}", fault)
{
    public int? LocalPort { get; } = localPort;
}
