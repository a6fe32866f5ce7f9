using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>An object of a defined kind: pruned and defaulted by its schema, its metadata typed.</summary>
internal static class DefinedDecoding
{
    public static JsonObject Decode(ResourceKind kind, JsonObject body, DecodeReport report)
    {
        var decoded = body.Copy();
        decoded["apiVersion"] = kind.ApiVersion;
        decoded["kind"] = kind.Kind;
        var schema = kind.OpenApi ?? [];
        Pruning.Prune(decoded, schema, "", root: true, report.Unknown);
        SchemaDefaults.Fill(decoded, schema);
        decoded["metadata"] = new Decoder(report).Decode(decoded["metadata"] ?? new JsonObject(), ModelTypes.Metadata, "metadata");
        return decoded;
    }
}
