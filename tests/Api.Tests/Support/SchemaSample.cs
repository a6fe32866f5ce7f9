using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Tests.Support;

/// <summary>The largest document of a schema: every property once, every list with one item, every map with one key.</summary>
internal static class SchemaSample
{
    public static JsonNode Of(JsonNode schema)
    {
        if ((bool?)schema["x-kubernetes-int-or-string"] is true)
        {
            return 8080;
        }
        return (string?)schema["type"] switch
        {
            "string" => Text(schema),
            "boolean" => true,
            "integer" => 7,
            "number" => 7.0m,
            "array" => new JsonArray(Of(schema["items"]!)),
            "object" => Members(schema),
            var type => throw new NotSupportedException($"schema of type {type}"),
        };
    }

    private static string Text(JsonNode schema) =>
        (string?)schema["enum"]?.AsArray()[^1] ?? ((string?)schema["format"] is "date-time" ? "2026-07-21T10:00:00Z" : "12s");

    private static JsonObject Members(JsonNode schema) => schema["additionalProperties"] is JsonObject values
        ? new JsonObject { ["some-key"] = Of(values) }
        : new JsonObject((schema["properties"]?.AsObject() ?? []).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Of(each.Value!))));
}
