using System.Net;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CanaryMesh.Webhook.Serving;

/// <summary>One TLS listener for reviews and one plain one for probes and metrics, on the pod's own addresses. HTTP/1.1 only: replicas share
/// the load by connection, and HTTP/2's floods stay outside.</summary>
internal static class WebhookListeners
{
    public static void Configure(KestrelServerOptions kestrel, Surroundings surroundings, CertificateKeeper keeper)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyReader.MostRead;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        foreach (var address in surroundings.Addresses.Select(IPAddress.Parse))
        {
            kestrel.Listen(address, surroundings.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(keeper.ServerOptions()) });
            });
            kestrel.Listen(address, surroundings.AdminPort, listen => listen.Protocols = HttpProtocols.Http1);
        }
    }
}
