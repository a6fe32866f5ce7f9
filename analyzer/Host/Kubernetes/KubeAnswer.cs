using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Reads an answer of the API server. Refusals carry a Status object; a proxy in between may answer anything.</summary>
internal static class KubeAnswer
{
    public static async Task<KubeResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var code = (int)response.StatusCode;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        var body = Parse(bytes);
        if (body is null && response.IsSuccessStatusCode)
        {
            return KubeResult.NoAnswer($"the API server answered HTTP {code} without a JSON object");
        }

        return response.IsSuccessStatusCode
            ? new KubeResult(code, body, "", "")
            : new KubeResult(code, null, Text(body, "reason") ?? response.StatusCode.ToString(), Text(body, "message") ?? $"HTTP {code}");
    }

    private static JsonObject? Parse(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
