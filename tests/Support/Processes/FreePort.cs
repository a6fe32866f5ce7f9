using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Support.Processes;

/// <summary>A port for a program that cannot be asked to choose one itself.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
