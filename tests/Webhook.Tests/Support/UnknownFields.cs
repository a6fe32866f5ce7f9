using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Tests.Support;

internal static class UnknownFields
{
    /// <summary>Every member of the first is in the second.</summary>
    public static void AssertNone(JsonNode? given, JsonNode? known, string path)
    {
        switch (given)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    var kept = known is JsonObject other && other.ContainsKey(name);
                    Assert.True(kept || value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }, $"{path}/{name} is no field of the API");
                    if (kept)
                    {
                        AssertNone(value, known![name], $"{path}/{name}");
                    }
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    AssertNone(list[index], (known as JsonArray)?[index], $"{path}/{index}");
                }

                break;
            default:
                break;
        }
    }
}
