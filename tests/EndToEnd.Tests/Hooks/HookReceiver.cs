using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.EndToEnd.Tests.Hooks;

/// <summary>Answers hooks: yes, or no to those that are closed. Their names are the paths.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private readonly HashSet<string> _closed = [];
    private readonly List<(string Hook, JsonObject Payload)> _calls = [];
    private readonly HashSet<string> _seen = [];

    private HookReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<HookReceiver> StartAsync(params string[] closed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new HookReceiver(app);
        receiver.Close(closed);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public void Close(params string[] hooks)
    {
        lock (_lock)
        {
            _closed.UnionWith(hooks);
        }
    }

    public void Open(string hook)
    {
        lock (_lock)
        {
            _closed.Remove(hook);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    /// <summary>What was called so far, in order.</summary>
    public IReadOnlyList<(string Hook, JsonObject Payload)> Calls(Func<string, bool> which)
    {
        lock (_lock)
        {
            return [.. _calls.Where(call => which(call.Hook))];
        }
    }

    /// <summary>Whether any call so far brought this with it, in its address, a header or its body.</summary>
    public bool HasSeen(string planted)
    {
        lock (_lock)
        {
            return _seen.Any(text => text.Contains(planted, StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var hook = context.Request.Path.Value!.TrimStart('/');
        var payload = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        bool isClosed;
        lock (_lock)
        {
            _calls.Add((hook, payload));
            _seen.UnionWith([context.Request.QueryString.Value ?? "", payload.ToJsonString(), .. context.Request.Headers.SelectMany(header => header.Value).OfType<string>()]);
            isClosed = _closed.Contains(hook);
        }

        context.Response.StatusCode = isClosed ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
        await context.Response.WriteAsync(isClosed ? "closed" : "open");
    }
}
