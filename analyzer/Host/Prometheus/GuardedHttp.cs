using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>The one client for addresses that users name: no redirects, no cookies, no proxy of the environment, bounded answers, and the
/// address that was checked is the address that is connected to.</summary>
internal static class GuardedHttp
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>The same for addresses whose certificate is not looked at, as their user asked.</summary>
    public static HttpClient CreateTrustingAny(OutboundRule rule) => Create(rule, Any);

    public static HttpClient Create(OutboundRule rule) => Create(rule, new());

    /// <summary>The same by way of a proxy that its user named; where that leads is the proxy's to decide.</summary>
    public static HttpClient CreateThrough(OutboundRule rule, Uri proxy)
    {
        var handler = Handler(rule, new());
        (handler.Proxy, handler.UseProxy) = (new WebProxy(proxy), true);
        return Bounded(handler);
    }

    private static SslClientAuthenticationOptions Any => new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null };

    public static HttpClient Create(OutboundRule rule, SslClientAuthenticationOptions tls) => Bounded(Handler(rule, tls));

    private static HttpClient Bounded(SocketsHttpHandler handler) => new(handler)
    {
        MaxResponseContentBufferSize = LargestAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static SocketsHttpHandler Handler(OutboundRule rule, SslClientAuthenticationOptions tls) => new()
    {
        SslOptions = tls,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        // Names are resolved anew now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, cancellation) => ConnectAsync(rule, context.DnsEndPoint, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(OutboundRule rule, DnsEndPoint to, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancellation);
        var allowed = found.Where(rule.Allows).ToArray();
        if (found.Length > 0 && allowed.Length == 0)
        {
            throw new AddressRefusedException($"{to.Host} leads to an address that is not reached on behalf of users");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}
