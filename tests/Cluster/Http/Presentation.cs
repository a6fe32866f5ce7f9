using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Tables;

namespace CanaryMesh.Cluster.Http;

/// <summary>How the client wants to see objects: whole, as a table or their metadata alone.</summary>
internal sealed class Presentation(ResourceKind kind, string form, string include, TimeProvider time)
{
    private bool first = true;

    public static Presentation For(HttpContext context, ResourceKind kind, TimeProvider time)
    {
        var form = "";
        foreach (var choice in ((string?)context.Request.Headers.Accept ?? "").Split(','))
        {
            var parts = choice.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is "application/json" or "*/*" or "")
            {
                form = parts.FirstOrDefault(p => p.StartsWith("as=", StringComparison.Ordinal))?[3..] ?? "";
                break;
            }
        }

        return new Presentation(kind, form, (string?)context.Request.Query["includeObject"] ?? "", time);
    }

    public JsonNode One(JsonObject o) => form switch
    {
        "Table" => Table([o], o.Object("metadata")),
        "PartialObjectMetadata" => Partial(o),
        _ => o,
    };

    public JsonNode Many(JsonObject list) => form switch
    {
        "Table" => Table(list.Objects("items").ToList(), list.Object("metadata")),
        "PartialObjectMetadataList" => new JsonObject
        {
            ["kind"] = "PartialObjectMetadataList",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = list["metadata"].CopyNode(),
            ["items"] = new JsonArray([.. list.Objects("items").Select(Partial)]),
        },
        _ => list,
    };

    /// <summary>One event's object; only the first table of a watch says its columns.</summary>
    public JsonNode Streamed(JsonObject o)
    {
        var shown = o.ContainsKey("metadata") ? One(o) : o;
        if (form == "Table" && !first && shown is JsonObject table)
        {
            table["columnDefinitions"] = null;
        }

        first = false;
        return shown;
    }

    private static JsonObject Partial(JsonObject o) =>
        new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = o["metadata"].CopyNode() };

    private JsonObject Table(IReadOnlyList<JsonObject> objects, JsonObject? meta)
    {
        var columns = TableColumns.Of(kind);
        var shownMeta = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["resourceVersion", "continue", "remainingItemCount"])
        {
            if (meta.At(field) is { } value)
            {
                shownMeta[field] = value.CopyNode();
            }
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = shownMeta,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(c => c.Definition())]),
            ["rows"] = new JsonArray([.. objects.Select(o => Row(columns, o))]),
        };
    }

    private JsonObject Row(IReadOnlyList<TableColumn> columns, JsonObject o)
    {
        var row = new JsonObject { ["cells"] = new JsonArray([.. columns.Select(c => c.Cell(o, time.GetUtcNow()))]) };
        JsonNode? shown = include switch { "None" => null, "Object" => Whole(o), _ => Partial(o) };
        if (shown is not null)
        {
            row["object"] = shown;
        }

        return row;
    }

    private JsonObject Whole(JsonObject o)
    {
        var whole = o.Copy();
        whole["kind"] = kind.Kind;
        whole["apiVersion"] = kind.ApiVersion;
        return whole;
    }
}
