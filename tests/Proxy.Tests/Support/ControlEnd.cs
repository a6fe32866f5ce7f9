using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using CanaryMesh.Api.Control;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>The analyzer's end of the control channel over TLS: keeps what proxies say, sends what the test says.</summary>
internal sealed class ControlEnd : IAsyncDisposable
{
    public const string Name = "canarymesh-control.canarymesh-system.svc";
    private readonly WebApplication _app;

    private ControlEnd(WebApplication app, ControlLine line) => (_app, Line) = (app, line);

    public ControlLine Line { get; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ControlEnd> StartAsync(TestAuthority authority, string name = Name, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var line = new ControlLine();
        builder.Services.AddSingleton(line);
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(authority.Issue(name));
        }));
        var app = builder.Build();
        app.MapGrpcService<ControlLineEnd>();
        await app.StartAsync();
        return new ControlEnd(app, line);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
