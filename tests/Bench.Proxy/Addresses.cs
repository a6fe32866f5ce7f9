using System.Net;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Bench.Proxy;

/// <summary>Two pods on loopback addresses of their own, and the rival's port beside the first.</summary>
internal static class Addresses
{
    public const int AppPort = 8080;
    public const int RivalPort = 18080;

    public static IPEndPoint Primary { get; } = new(IPAddress.Parse("127.77.0.1"), AppPort);

    public static IPEndPoint Canary { get; } = new(IPAddress.Parse("127.77.0.2"), Ports.FirstDirect);

    public static IPEndPoint Split { get; } = new(Primary.Address, Ports.FirstSplit);

    public static IPEndPoint Rival { get; } = new(Primary.Address, RivalPort);
}
