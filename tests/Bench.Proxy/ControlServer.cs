using System.Net;
using CanaryMesh.Proxy.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Bench.Proxy;

/// <summary>A control server over TLS, with the credentials that a proxy needs to call it.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    public const string Name = "canarymesh-control.canarymesh-system.svc";
    private readonly WebApplication _app;

    private ControlServer(WebApplication app, ControlAnswers answers, string bundle)
    {
        (_app, Answers, Bundle) = (app, answers, bundle);
        File.WriteAllText(Path.Combine(CredentialsFolder, "token"), "bench");
    }

    public ControlAnswers Answers { get; }

    public string Bundle { get; }

    public string CredentialsFolder { get; } = Directory.CreateTempSubdirectory("canarymesh-bench-").FullName;

    public string Address => _app.Urls.Single();

    public static async Task<ControlServer> StartAsync()
    {
        var authority = new TestAuthority();
        var answers = new ControlAnswers();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(answers);
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(authority.Issue(Name));
        }));
        var app = builder.Build();
        app.MapGrpcService<BenchControl>();
        await app.StartAsync();
        return new ControlServer(app, answers, authority.Pem);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(CredentialsFolder, recursive: true);
    }
}
