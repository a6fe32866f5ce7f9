using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using YamlDotNet.Core;

namespace CanaryMesh.Cluster.Http;

/// <summary>Reads the body of a request.</summary>
internal static class BodyReader
{
    private const string Accepted = "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf";

    public static async Task<byte[]> BytesAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    /// <summary>An object of the kind, checked to be one.</summary>
    public static async Task<JsonObject> ObjectAsync(HttpContext context, string kindName, List<string> duplicates)
    {
        var type = MediaType(context);
        if (type == ProtobufBody.MediaType)
        {
            return ProtobufBody.Read(await BytesAsync(context)) ?? throw Refusals.Unsupported(Accepted);
        }

        if (type is not ("" or "application/json" or "application/yaml"))
        {
            throw Refusals.Unsupported(Accepted);
        }

        var bytes = await BytesAsync(context);
        return Parse(bytes, type == "application/yaml", duplicates, out var fault) as JsonObject
            ?? throw Refusals.BadRequest($"the object provided is unrecognized (must be of type {kindName}): couldn't get version/kind; {fault}");
    }

    public static async Task<DeleteRequest> DeleteAsync(HttpContext context)
    {
        var bytes = await BytesAsync(context);
        var body = bytes.Length == 0 ? null : ProtobufBody.Read(bytes) ?? Parse(bytes, MediaType(context) == "application/yaml", [], out _) as JsonObject
            ?? throw Refusals.BadRequest("couldn't get version/kind; json parse error");
        return DeleteRequest.Of(body, context.Request.Query);
    }

    public static JsonNode? Parse(byte[] bytes, bool yaml, List<string> duplicates, out string? fault)
    {
        try
        {
            fault = "json parse error: json: cannot unmarshal value into Go value of an object";
            return yaml ? YamlText.Parse(Encoding.UTF8.GetString(bytes)) : JsonText.Parse(bytes, duplicates);
        }
        catch (Exception e) when (e is JsonException or YamlException)
        {
            fault = "json parse error: " + e.Message;
            return null;
        }
    }

    public static string MediaType(HttpContext context) => (context.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The version and kind of a body must be those of the path.</summary>
    public static void CheckKind(JsonObject body, string apiVersion, string kind)
    {
        var given = (body.Text("apiVersion") is { Length: > 0 } v ? v : apiVersion, body.Text("kind") is { Length: > 0 } k ? k : kind);
        if (given is ("", "") || given == (apiVersion, kind))
        {
            return;
        }

        throw Refusals.BadRequest(given.Item2 != kind && given.Item2.Length > 0
            ? $"{given.Item2} in version \"{VersionOf(given.Item1)}\" cannot be handled as a {kind}: expected {kind}"
            : $"the API version in the data ({given.Item1}) does not match the expected API version ({apiVersion})");
    }

    private static string VersionOf(string apiVersion) => apiVersion[(apiVersion.LastIndexOf('/') + 1)..];
}
