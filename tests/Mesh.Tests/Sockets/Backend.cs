using System.Collections.Concurrent;
using CanaryMesh.Mesh.Forwarding;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Mesh.Tests.Sockets;

/// <summary>A pod of a test: says its name, and what it was asked.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly string _name;
    private LoopbackServer? _server;
    private long _requests;

    private Backend(string name) => _name = name;

    public int Port => _server!.Address.Port;

    public long Requests => Interlocked.Read(ref _requests);

    public ConcurrentQueue<string> Seen { get; } = [];

    public static async Task<Backend> StartAsync(string name)
    {
        var backend = new Backend(name);
        backend._server = await LoopbackServer.StartAsync(backend.AnswerAsync, CancellationToken.None);
        return backend;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Seen.Enqueue($"{context.Request.Method} {context.Request.Host} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers["x-via"]} {body}");
        if (context.Request.Path.StartsWithSegments("/slow"))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        context.Response.StatusCode = context.Request.Path.StartsWithSegments("/fail") ? 500 : 200;
        context.Response.Headers["X-Side"] = _name;
        await context.Response.WriteAsync(body.Length > 0 ? body : _name);
    }
}
