using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace CanaryMesh.Proxy.Control;

/// <summary>A channel to the analyzer: the connection goes to the address given at injection, since the pod may have its own DNS, while
/// TLS and authority carry the Service's name.</summary>
internal static class ControlChannel
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    public static GrpcChannel Open(Uri address, string name, ControlCredentials credentials)
    {
        var named = new UriBuilder(address) { Host = name.Length > 0 ? name : address.Host }.Uri;
        return GrpcChannel.ForAddress(named, new GrpcChannelOptions
        {
            HttpHandler = Handler(address, credentials.Roots),
            DisposeHttpClient = true,
            ThrowOperationCanceledOnCancellation = true,
        });
    }

    private static SocketsHttpHandler Handler(Uri address, X509Certificate2Collection roots)
    {
        // A certificate's word on where its issuer may be fetched is not followed: the wait would be the event thread's, and with it all traffic's.
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true,
        };
        trust.CustomTrustStore.AddRange(roots);
        return new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            ConnectCallback = (_, cancellation) => ConnectAsync(address, cancellation),
            ConnectTimeout = ConnectTimeout,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            UseProxy = false,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(address.IdnHost, address.Port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
