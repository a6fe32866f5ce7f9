using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Requests;

/// <summary>What an applied configuration must be, before it is merged.</summary>
internal static class ApplyChecks
{
    public static void Configuration(ResourceRequest request, JsonObject configuration)
    {
        var kind = request.Kind;
        if (configuration.Text("kind") != kind.Kind || configuration.Text("apiVersion") != kind.ApiVersion)
        {
            var given = configuration.Text("apiVersion") ?? "";
            throw Refusals.BadRequest($"invalid object type: {(given.Contains('/', StringComparison.Ordinal) ? given : "/" + given)}, Kind={configuration.Text("kind")}");
        }

        if (configuration.At("metadata", "managedFields") is not null)
        {
            throw Refusals.BadRequest("metadata.managedFields must be nil");
        }
    }

    /// <summary>A field nobody declares cannot be owned, so it is refused whatever the client wants of validation.</summary>
    public static void Typed(ResourceRequest request, JsonObject configuration, DecodeReport report)
    {
        List<string> faults = [.. report.Unknown.Select(u => $"{Path(configuration, request.Kind.Schema, u)}: field not declared in schema")];
        if (faults.Count == 0)
        {
            return;
        }

        var kind = request.Kind;
        var all = faults.Count == 1 ? faults[0] : "errors:\n" + string.Concat(faults.Select(f => $"  {f}\n"));
        throw new ApiException(500, "", $"failed to create typed patch object ({request.Namespace}/{request.Name}; {(kind.Group.Length == 0 ? "/" : "")}{kind.ApiVersion}, Kind={kind.Kind}): {all}");
    }

    /// <summary>spec.containers[0].x is told as .spec.containers[name="app"].x</summary>
    private static string Path(JsonNode? node, FieldType? type, string path)
    {
        var told = "";
        foreach (var segment in path.Split('.'))
        {
            var at = segment.IndexOf('[', StringComparison.Ordinal);
            var name = at < 0 ? segment : segment[..at];
            told += "." + name;
            node = node.At(name);
            type = type?.Fields.GetValueOrDefault(name) ?? type?.Element;
            if (at >= 0 && int.TryParse(segment[(at + 1)..^1], out var index))
            {
                node = (node as JsonArray)?[index];
                told += type is { Keys.Count: > 0 } list ? $"[{string.Join(',', list.Keys.Where(k => node.At(k) is not null).Select(k => $"{k}={JsonText.Write(node.At(k))}"))}]" : $"[{index}]";
                type = type?.Element;
            }
        }

        return told;
    }
}
