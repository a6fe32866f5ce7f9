using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Json;

/// <summary>Reads JSON whole, remembering fields that came twice (the last one counts).</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(Write(node));

    /// <summary>Throws <see cref="JsonException"/> if it is no JSON.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, List<string> duplicates)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 200 });
        if (!reader.Read())
        {
            throw new JsonException("unexpected end of JSON input");
        }

        var node = Read(ref reader, "", duplicates);
        return reader.Read() ? throw new JsonException("invalid character after top-level value") : node;
    }

    private static JsonNode? Read(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, path, duplicates);
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Read(ref reader, $"{path}[{list.Count}]", duplicates));
                }

                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private static JsonObject ReadObject(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        var o = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString() ?? "";
            var child = path.Length == 0 ? name : path + "." + name;
            if (o.ContainsKey(name))
            {
                duplicates.Add(child);
            }

            reader.Read();
            o[name] = Read(ref reader, child, duplicates);
        }

        return o;
    }
}
