using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Analyzer.Control;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

/// <summary>The control channel on loopback with TLS, and clients for it.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ControlServer(WebApplication app)
    {
        _app = app;
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        _channel = GrpcChannel.ForAddress(
            app.Urls.First(), new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        Board = app.Services.GetRequiredService<PolicyBoard>();
    }

    public PolicyBoard Board { get; }

    public static async Task<ControlServer> StartAsync(ControlTiming? timing = null, string knownUid = "uid-p1")
    {
        var certificate = SslStreamCertificateContext.Create(Certificate(), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.ListenForProxies(IPAddress.Loopback, 0, () => certificate));
        builder.Services.AddControl();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(timing ?? new ControlTiming());
        builder.Services.AddSingleton<IProxyAuthenticator>(_ => new ProxyAuthenticator(new TokenAnswers(), TimeProvider.System));
        builder.Services.AddSingleton<FindPod>((ns, uid) => (ns, uid) == ("shop", knownUid) ? Policies.Pod("p1") : null);
        var app = builder.Build();
        app.MapControl();
        await app.StartAsync();
        return new ControlServer(app);
    }

    public AsyncDuplexStreamingCall<Wire.ProxyMessage, Wire.AnalyzerMessage> Call(string? token = "t")
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        return new Wire.Control.ControlClient(_channel).Attach(headers, DateTime.UtcNow.AddSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        Board.EndTerm("the test is over");
        _channel.Dispose();
        await _app.DisposeAsync();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=control", key, HashAlgorithmName.SHA256);
        using var plain = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(plain.Export(X509ContentType.Pkcs12), null);
    }
}
