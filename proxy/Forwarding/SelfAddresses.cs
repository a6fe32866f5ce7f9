using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Whether a request means this very pod: scrapes and probes go to the app at hand and count nowhere.</summary>
internal sealed class SelfAddresses(IEnumerable<IPAddress> addresses)
{
    private const string Kubelet = "kube-probe/";

    private readonly string[] _authorities = [.. addresses.Select(address =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString())];

    public bool IsMeant(IHeaderDictionary headers) =>
        IsOwn(headers.Host.ToString()) || headers.UserAgent.ToString().StartsWith(Kubelet, StringComparison.Ordinal);

    private bool IsOwn(string host)
    {
        foreach (var authority in _authorities)
        {
            if (host.StartsWith(authority, StringComparison.OrdinalIgnoreCase)
                && (host.Length == authority.Length || host[authority.Length] == ':'))
            {
                return true;
            }
        }

        return false;
    }
}
