using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>The patch of a request.</summary>
internal static class PatchBody
{
    public static async Task<(string Type, JsonNode? Patch)> ReadAsync(HttpContext context, ResourceKind kind, List<string> duplicates)
    {
        var type = BodyReader.MediaType(context);
        if (!PatchTypes.All.Contains(type))
        {
            throw new ApiException(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
        }

        if (type == PatchTypes.Strategic && kind.Defined)
        {
            throw Refusals.Unsupported("the body of the request was in an unknown format - accepted media types include: " + string.Join(", ", PatchTypes.All.Where(t => t != PatchTypes.Strategic)));
        }

        var bytes = await BodyReader.BytesAsync(context);
        var patch = BodyReader.Parse(bytes, type == PatchTypes.Apply, duplicates, out var fault);
        var fits = type == PatchTypes.Json ? patch is JsonArray list && list.All(o => o is JsonObject) : patch is JsonObject;
        return fits ? (type, patch) : throw Refusals.BadRequest("error decoding patch: " + fault);
    }
}
