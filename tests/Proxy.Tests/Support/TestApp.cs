using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>An app with one path per behaviour; anything else answers its name.</summary>
internal static class TestApp
{
    public static void Map(WebApplication app, string name, AppRecord record)
    {
        app.Use((context, next) =>
        {
            record.Serve(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
            context.Response.Headers["x-served-by"] = name;
            if (record.FailWith == 0)
            {
                return next(context);
            }

            context.Response.StatusCode = record.FailWith;
            return Task.CompletedTask;
        });
        app.UseWebSockets();
        app.MapGrpcService<EchoControl>();
        app.Map("/{**path}", (RequestDelegate)(context => context.Request.Path.Value switch
        {
            "/headers" => HeadersAsync(context),
            "/echo" => EchoAsync(context),
            "/count" => CountAsync(context),
            "/events" => EventsAsync(context, record),
            "/socket" => SocketAsync(context),
            "/trailers" => TrailersAsync(context),
            "/forge" => ForgeAsync(context),
            "/forge-trailer" => ForgeTrailerAsync(context),
            "/early" => EarlyAsync(context),
            "/break" => Break(context),
            "/slow" => SlowAsync(context, record),
            "/big" => BigAsync(context),
            "/body" => BodyAsync(context, record),
            { } path when path.StartsWith("/status/", StringComparison.Ordinal) => Status(context, path),
            _ => context.Response.WriteAsync(name),
        }));
    }

    private static Task HeadersAsync(HttpContext context)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in context.Request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key}: {value}\n");
        }

        context.Response.Headers["x-odd"] = "caf\u00e9";
        return context.Response.WriteAsync(text.ToString());
    }

    private static async Task EchoAsync(HttpContext context)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await context.Request.Body.CopyToAsync(context.Response.Body);
    }

    private static async Task CountAsync(HttpContext context)
    {
        var total = 0L;
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync();
            total += read.Buffer.Length;
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await context.Response.WriteAsync(total.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task BodyAsync(HttpContext context, AppRecord record)
    {
        using var reader = new StreamReader(context.Request.Body);
        record.Bodies.Enqueue(await reader.ReadToEndAsync());
    }

    private static async Task EventsAsync(HttpContext context, AppRecord record)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: one\n\n");
        await context.Response.Body.FlushAsync();
        await record.Gate.Task;
        await context.Response.WriteAsync("data: two\n\n");
    }

    private static async Task SocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (received.MessageType == System.Net.WebSockets.WebSocketMessageType.Close)
            {
                await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        }
    }

    private static async Task TrailersAsync(HttpContext context)
    {
        context.Response.DeclareTrailer("x-sum");
        await context.Response.WriteAsync("payload");
        context.Response.AppendTrailer("x-sum", "7");
    }

    private static Task ForgeAsync(HttpContext context)
    {
        context.Response.Headers["x-canarymesh-app-us"] = "9000000";
        return context.Response.WriteAsync("forged");
    }

    private static async Task ForgeTrailerAsync(HttpContext context)
    {
        context.Response.DeclareTrailer("x-canarymesh-app-us");
        await context.Response.WriteAsync("forged");
        context.Response.AppendTrailer("x-canarymesh-app-us", "9000000");
    }

    private static Task EarlyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return context.Response.WriteAsync("too large");
    }

    private static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task SlowAsync(HttpContext context, AppRecord record)
    {
        context.RequestAborted.Register(() => record.Aborted.TrySetResult());
        await record.Gate.Task;
        await context.Response.WriteAsync("done");
    }

    private static async Task BigAsync(HttpContext context)
    {
        var megabytes = int.Parse(context.Request.Query["mb"].ToString(), CultureInfo.InvariantCulture);
        var piece = ArrayPool<byte>.Shared.Rent(1024 * 1024);
        for (var index = 0; index < megabytes; index++)
        {
            await context.Response.Body.WriteAsync(piece.AsMemory(0, 1024 * 1024));
        }

        ArrayPool<byte>.Shared.Return(piece);
    }

    private static Task Status(HttpContext context, string path)
    {
        context.Response.StatusCode = int.Parse(path["/status/".Length..], CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
