using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Sets what is not set.</summary>
internal static class Filling
{
    public static JsonObject Fill(this JsonObject o, string field, JsonNode? value)
    {
        if (o[field] is null)
        {
            o[field] = value;
        }

        return o;
    }
}
