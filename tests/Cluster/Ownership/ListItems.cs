using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>What an element of a shared list is called in paths.</summary>
internal static class ListItems
{
    public static string Element(JsonNode? item, FieldType list)
    {
        if (list.Rule == ListRule.Set)
        {
            return "v:" + JsonText.Write(item);
        }

        var keys = new JsonObject();
        foreach (var key in list.Keys.Order(StringComparer.Ordinal))
        {
            if ((item.At(key).CopyNode() ?? Standard(key)) is { } value)
            {
                keys[key] = value;
            }
        }

        return "k:" + JsonText.Write(keys);
    }

    private static JsonNode? Standard(string key) => key == "protocol" ? "TCP" : null;
}
