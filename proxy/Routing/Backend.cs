using System.Net;
using System.Net.Sockets;
using CanaryMesh.Proxy.Http1;

namespace CanaryMesh.Proxy.Routing;

/// <summary>One destination: its address prebuilt, its idle connections and its requests in flight. Kept across policies, so that both stay.</summary>
internal sealed class Backend
{
    // Endpoints that are gone are taken back within a second or two; who waits for one of a dead node waits the longer each time.
    private static readonly TimeSpan LostFor = TimeSpan.FromSeconds(2);

    private int _inFlight;
    private long _lostAt;

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

    /// <summary>It could not be reached just now: the next requests need not find that out again.</summary>
    public bool IsLost => Volatile.Read(ref _lostAt) is not 0 and var at && TimeProvider.System.GetElapsedTime(at) < LostFor;

    public int InFlight => Volatile.Read(ref _inFlight);

    public static string AuthorityOf(IPAddress address, int port) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{address}:{port}";

    public void Enter() => Interlocked.Increment(ref _inFlight);

    /// <summary>Nobody took the connection.</summary>
    public void Lose() => Volatile.Write(ref _lostAt, TimeProvider.System.GetTimestamp());

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}
