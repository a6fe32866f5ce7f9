using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>The one client for addresses that users name: no redirects, no cookies, no proxy of the environment, bounded answers, and the
/// address that was checked is the address that is connected to.</summary>
internal static class GuardedHttp
{
    private const int LargestAnswer = 1024 * 1024;

    public static HttpClient Create(OutboundRule rule, SslClientAuthenticationOptions? tls = null) => new(Handler(rule, tls ?? new()))
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
