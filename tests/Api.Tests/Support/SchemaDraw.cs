using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Tests.Support;

/// <summary>Draws documents that a schema accepts.</summary>
internal sealed class SchemaDraw(Random random)
{
    private const int Tries = 200;
    private static readonly string[] Texts = ["30s", "5m", "a", "some-name", "", "500ms"];

    public JsonNode? Draw(JsonNode schema)
    {
        for (var each = 0; each < Tries; each++)
        {
            var drawn = Once(schema);
            if (SchemaValidator.Faults(schema, drawn).Count is 0)
            {
                return drawn;
            }
        }
        throw new InvalidOperationException($"nothing fits {schema.ToJsonString()}");
    }

    private JsonNode Once(JsonNode schema) => (bool?)schema["x-kubernetes-int-or-string"] is true
        ? random.Next(2) is 0 ? 8080 : "http"
        : (string?)schema["type"] switch
        {
            "string" when schema["enum"] is JsonArray allowed => allowed[random.Next(allowed.Count)]!.DeepClone(),
            "string" => (string?)schema["format"] is "date-time" ? "2026-07-21T10:00:00Z" : Texts[random.Next(Texts.Length)],
            "boolean" => random.Next(2) is 0,
            "integer" => random.Next(0, 100),
            "number" => random.Next(-1, 100) + (random.Next(3) is 0 ? 0.5m : 0m),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Draw(schema["items"]!))]),
            _ => Members(schema),
        };

    private JsonObject Members(JsonNode schema)
    {
        var required = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet();
        // Alternatives leave out much: now and then only what is required is drawn.
        var share = random.Next(4) * 0.3;
        return schema["additionalProperties"] is JsonObject values
            ? new JsonObject { ["some-key"] = Draw(values) }
            : new JsonObject((schema["properties"]?.AsObject() ?? [])
                .Where(each => required.Contains(each.Key) || random.NextDouble() < share)
                .Select(each => KeyValuePair.Create(each.Key, Draw(each.Value!))));
    }
}
