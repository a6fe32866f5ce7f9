using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Registers the control channel and its listener.</summary>
internal static class ControlEndpoint
{
    private const int LargestMessage = 256 * 1024;

    /// <summary>Needs a TimeProvider, an IProxyAuthenticator and a FindPod in the container.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services)
    {
        services.AddGrpc(options => options.MaxReceiveMessageSize = LargestMessage);
        services.AddSingleton<PolicyBoard>();
        services.AddSingleton<ControlAdmission>();
        services.AddSingleton<ControlTiming>();
        services.AddSingleton<ControlService>();
        return services;
    }

    public static void MapControl(this IEndpointRouteBuilder routes) => routes.MapGrpcService<ControlService>();

    /// <summary>HTTP/2 over TLS. The certificate is asked for at every handshake, so a renewed one needs no restart.</summary>
    public static void ListenForProxies(
        this KestrelServerOptions server, IPAddress address, int port, Func<SslStreamCertificateContext> certificate)
    {
        server.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        server.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        server.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate() }),
            });
        });
    }
}
