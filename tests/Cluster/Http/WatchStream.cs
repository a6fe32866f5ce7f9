using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Http;

/// <summary>A watch as a stream of lines.</summary>
internal sealed class WatchStream(ObjectStore store, ObjectShape shape, CancellationToken stopping)
{
    private const int MostAtOnce = 200;

    /// <summary>Of a crowd of changes a watcher hears in bundles this far apart; a single one goes out at once.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(60);

    public async Task RunAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Timeout is > 0 and var t ? t : 1800));
        try
        {
            await FollowAsync(context, kind, @namespace, options, present, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present, CancellationToken cancel)
    {
        var from = options.Version ?? 0;
        if (options.Initial || from == 0)
        {
            from = await InitialAsync(context, kind, @namespace, options, present, cancel);
        }

        var channel = store.Watch(kind.Storage, from, out var oldest);
        if (channel is null)
        {
            await LineAsync(context, "ERROR", StatusBody.Failure(Refusals.Expired($"too old resource version: {from} ({oldest})")), cancel);
            return;
        }

        try
        {
            await PumpAsync(context, kind, @namespace, options, present, channel.Reader, cancel);
        }
        finally
        {
            store.Unwatch(kind.Storage, channel);
        }
    }

    private async Task<long> InitialAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present, CancellationToken cancel)
    {
        var all = store.List(kind.Storage, @namespace);
        var newest = 0L;
        foreach (var o in all.Items.Where(options.Selects))
        {
            newest = Math.Max(newest, o.Version());
            await LineAsync(context, "ADDED", present(shape.Serve(kind, o)), cancel);
        }

        if (options is { Initial: true, Bookmarks: true })
        {
            await BookmarkAsync(context, kind, newest > 0 && options.Version == 0 ? newest : all.ResourceVersion, present, initialEnd: true, cancel);
        }

        return all.ResourceVersion;
    }

    private async Task PumpAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present, ChannelReader<StoredEvent> changes, CancellationToken cancel)
    {
        var bookmark = options.Bookmarks ? Task.Delay(BookmarkEvery, cancel) : Task.Delay(Timeout.Infinite, cancel);
        var waiting = changes.WaitToReadAsync(cancel).AsTask();
        var sent = 0L;
        while (true)
        {
            if (await Task.WhenAny(waiting, bookmark) == bookmark)
            {
                await bookmark;
                await BookmarkAsync(context, kind, store.Version, present, initialEnd: false, cancel);
                bookmark = Task.Delay(BookmarkEvery, cancel);
                continue;
            }

            if (!await waiting)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(sent) < Spacing)
            {
                await Task.Delay(Spacing, cancel);
            }

            await DrainAsync(context, kind, @namespace, options, present, changes, cancel);
            sent = Stopwatch.GetTimestamp();
            waiting = changes.WaitToReadAsync(cancel).AsTask();
        }
    }

    /// <summary>Changes that came together go out together.</summary>
    private async Task DrainAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present, ChannelReader<StoredEvent> changes, CancellationToken cancel)
    {
        for (var taken = 0; taken < MostAtOnce && changes.TryRead(out var change); taken++)
        {
            if ((@namespace is null || change.Object.Namespace() == @namespace) && Seen(change, options) is var (type, o))
            {
                var shown = present(shape.Serve(kind, o));
                WriteLine(context.Response.BodyWriter, type, ReferenceEquals(shown, change.Object) ? change.Bytes : JsonText.Bytes(shown));
            }
        }

        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    /// <summary>What a watcher with this selector sees of a change: objects that come under it are new, those that leave it gone.</summary>
    private static (string Type, JsonObject Object)? Seen(StoredEvent change, ListOptions options)
    {
        var now = change.Type != "DELETED" && options.Selects(change.Object);
        var before = change.Previous is not null && options.Selects(change.Previous);
        return (before, now) switch
        {
            (true, true) => ("MODIFIED", change.Object),
            (false, true) => ("ADDED", change.Object),
            (true, false) => ("DELETED", change.Type == "DELETED" ? change.Object : AtVersion(change.Previous!, change.Version)),
            _ => null,
        };
    }

    private static JsonObject AtVersion(JsonObject o, long version)
    {
        var copy = o.Copy();
        copy.Meta()["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        return copy;
    }

    private static async Task BookmarkAsync(HttpContext context, ResourceKind kind, long version, Func<JsonObject, JsonNode> present, bool initialEnd, CancellationToken cancel)
    {
        var meta = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (initialEnd)
        {
            meta["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        await LineAsync(context, "BOOKMARK", present(new JsonObject { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion, ["metadata"] = meta }), cancel);
    }

    private static async Task LineAsync(HttpContext context, string type, JsonNode o, CancellationToken cancel)
    {
        WriteLine(context.Response.BodyWriter, type, JsonText.Bytes(o));
        await context.Response.BodyWriter.FlushAsync(cancel);
    }

    private static void WriteLine(PipeWriter writer, string type, byte[] o)
    {
        writer.Write("{\"type\":\""u8);
        Encoding.ASCII.GetBytes(type, writer);
        writer.Write("\",\"object\":"u8);
        writer.Write(o);
        writer.Write("}\n"u8);
    }
}
