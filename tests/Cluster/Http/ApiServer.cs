using System.Net;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Cluster.Access;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CanaryMesh.Cluster.Http;

/// <summary>The HTTPS listener; started and stopped as often as a test wants an outage.</summary>
internal sealed class ApiServer(CertificateAuthority authority, X509Certificate2 certificate, Func<CancellationToken, RequestHandler> handlers) : IAsyncDisposable
{
    private WebApplication? running;
    private CancellationTokenSource? stopping;

    public int Port { get; private set; }

    public async Task StartAsync(int port, CancellationToken cancel)
    {
        stopping = new CancellationTokenSource();
        var handler = handlers(stopping.Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, port));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(handler.HandleAsync);
        await app.StartAsync(cancel);
        running = app;
        Port = new Uri(app.Urls.First()).Port;
    }

    /// <summary>Ends every connection, watches too, and frees the port.</summary>
    public async Task StopAsync()
    {
        if (running is not { } app)
        {
            return;
        }

        running = null;
        await stopping!.CancelAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        stopping.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (running is not null)
        {
            await running.DisposeAsync();
        }

        certificate.Dispose();
    }

    private void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 16 << 20;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (client, _, _) => authority.Issued(client);
        }));
    }
}
