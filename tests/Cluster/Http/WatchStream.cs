using System.Globalization;
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
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(60);

    public async Task RunAsync(HttpContext context, ResourceKind kind, string? @namespace, ListOptions options, Func<JsonObject, JsonNode> present)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted);
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
        while (true)
        {
            var waiting = changes.WaitToReadAsync(cancel).AsTask();
            if (options.Bookmarks && await Task.WhenAny(waiting, Task.Delay(BookmarkEvery, cancel)) != waiting)
            {
                await BookmarkAsync(context, kind, store.Version, present, initialEnd: false, cancel);
            }

            await waiting;
            while (changes.TryRead(out var change))
            {
                if ((@namespace is null || change.Object.Namespace() == @namespace) && Seen(change, options) is var (type, o))
                {
                    await LineAsync(context, type, present(shape.Serve(kind, o)), cancel);
                }
            }
        }
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
        var line = new JsonObject { ["type"] = type, ["object"] = o.CopyNode() };
        await context.Response.Body.WriteAsync(JsonText.Bytes(line), cancel);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), cancel);
        await context.Response.Body.FlushAsync(cancel);
    }
}
