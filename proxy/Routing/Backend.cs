using System.Net;
using System.Net.Sockets;
using CanaryMesh.Proxy.Http1;

namespace CanaryMesh.Proxy.Routing;

/// <summary>One destination: its address prebuilt, its idle connections and its requests in flight. Kept across policies, so that both stay.</summary>
internal sealed class Backend
{
    private int _inFlight;

    public Backend(string pod, IPAddress address, int port, bool isHop)
    {
        Pod = pod;
        IsHop = isHop;
        Authority = AuthorityOf(address, port);
        Prefix = "http://" + Authority;
        Pool = new UpstreamPool(new IPEndPoint(address, port), TimeProvider.System);
    }

    public string Pod { get; }

    /// <summary>E.g. 10.1.2.3:14180.</summary>
    public string Authority { get; }

    /// <summary>E.g. http://10.1.2.3:14180.</summary>
    public string Prefix { get; }

    /// <summary>Whether a proxy of ours listens there.</summary>
    public bool IsHop { get; }

    public UpstreamPool Pool { get; }

    public int InFlight => Volatile.Read(ref _inFlight);

    public static string AuthorityOf(IPAddress address, int port) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{address}:{port}";

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}
