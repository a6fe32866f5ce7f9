using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Http;

/// <summary>Lists, whole or in pages.</summary>
internal sealed class ListReader(ObjectStore store, ObjectShape shape)
{
    public JsonObject List(ResourceKind kind, string? @namespace, ListOptions options)
    {
        var all = Snapshot(kind, @namespace, options);
        List<JsonObject> found = [.. all.Items.Where(options.Selects)];
        if (options.Start is { } start)
        {
            found = [.. found.Where(o => string.CompareOrdinal(Metadata.Key(o.Namespace(), o.Name()), start) >= 0)];
        }

        var meta = new JsonObject { ["resourceVersion"] = all.ResourceVersion.ToString(CultureInfo.InvariantCulture) };
        if (options.Limit > 0 && found.Count > options.Limit)
        {
            var first = found[options.Limit];
            meta["continue"] = new ContinueToken(all.ResourceVersion, Metadata.Key(first.Namespace(), first.Name())).Write();
            if (options is { Labels.Empty: true, Fields.Empty: true })
            {
                meta["remainingItemCount"] = found.Count - options.Limit;
            }

            found = found[..options.Limit];
        }

        if (kind.Defined)
        {
            meta["continue"] ??= "";
        }

        return new JsonObject
        {
            ["kind"] = kind.ListKind,
            ["apiVersion"] = kind.ApiVersion,
            ["metadata"] = meta,
            ["items"] = new JsonArray([.. found.Select(o => Item(kind, o))]),
        };
    }

    private JsonObject Item(ResourceKind kind, JsonObject stored)
    {
        var item = shape.Serve(kind, stored).Copy();
        if (!kind.Defined)
        {
            item.Remove("kind");
            item.Remove("apiVersion");
        }

        return item;
    }

    private ClusterList Snapshot(ResourceKind kind, string? @namespace, ListOptions options)
    {
        if (options.Version > store.Version)
        {
            throw new ApiException(504, "Timeout", $"Timeout: Too large resource version: {options.Version}, current: {store.Version}", new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
                ["retryAfterSeconds"] = 1,
            });
        }

        return options is { Exact: true, Version: { } at }
            ? store.ListAt(kind.Storage, @namespace, at) ?? throw Refusals.Expired("The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.")
            : store.List(kind.Storage, @namespace);
    }
}
