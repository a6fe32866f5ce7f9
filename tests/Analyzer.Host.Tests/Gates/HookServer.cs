using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

/// <summary>A receiver of hooks on loopback whose answers the test gives.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HookServer(WebApplication app) => _app = app;

    public Func<int, (int Code, string Body)> Answer { get; set; } = _ => (200, "");

    public string ContentType { get; set; } = "text/plain";

    public string? Location { get; set; }

    /// <summary>While set, requests wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Requests { get; } = [];

    public Uri Address => new(_app.Urls.First() + "/hook");

    public static async Task<HookServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new HookServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue((context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        await Gate.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (code, text) = Answer(Requests.Count);
        context.Response.StatusCode = code;
        context.Response.ContentType = ContentType;
        context.Response.Headers.Location = Location;
        if (code != 204)
        {
            await context.Response.WriteAsync(text);
        }
    }
}
