using System.Threading.Channels;
using CanaryMesh.Analyzer.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

/// <summary>An API server over HTTP on loopback whose answers the test gives.</summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WebApplication _app;
    private readonly Channel<FakeWatch> _watches = Channel.CreateUnbounded<FakeWatch>();
    private readonly HttpClient _client = new();

    private FakeApiServer(WebApplication app) => _app = app;

    /// <summary>Answers everything that is no watch.</summary>
    public Func<HttpRequest, (int Code, string Body)> Answer { get; set; } = _ => (200, List("1"));

    /// <summary>HTTP code of the next watches.</summary>
    public int WatchCode { get; set; } = 200;

    public KubeConnection Connection => new(_client, new Uri(_app.Urls.First() + "/"));

    public static async Task<FakeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FakeApiServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    public static string Pod(string name, string version, string ns = "shop", string uid = "u1") =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"{{ns}}","uid":"{{uid}}","resourceVersion":"{{version}}","managedFields":[]} }""";

    public static string List(string version, params string[] pods) =>
        $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}" },"items":[{{string.Join(',', pods)}}]}""";

    public async Task<FakeWatch> NextWatchAsync() => await _watches.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Query["watch"] == "true")
        {
            await WatchAsync(context);
            return;
        }

        var (code, body) = Answer(context.Request);
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private async Task WatchAsync(HttpContext context)
    {
        var watch = new FakeWatch(context.Request.QueryString.Value ?? "");
        context.Response.StatusCode = WatchCode;
        await context.Response.StartAsync();
        _watches.Writer.TryWrite(watch);
        if (WatchCode != 200)
        {
            return;
        }

        await foreach (var line in watch.Lines.ReadAllAsync(context.RequestAborted))
        {
            if (line is null)
            {
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
