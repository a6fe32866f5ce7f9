using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>The entries of ConfigMaps and Secrets as bytes.</summary>
internal sealed class ObjectContents(IClusterApi api)
{
    /// <summary>Null if there is no such ConfigMap.</summary>
    public IReadOnlyDictionary<string, byte[]>? ConfigMap(string @namespace, string name)
    {
        if (api.Get(NodeKinds.ConfigMaps, @namespace, name) is not { } found)
        {
            return null;
        }

        var result = Entries(found["data"], Encoding.UTF8.GetBytes);
        foreach (var (key, value) in Entries(found["binaryData"], Convert.FromBase64String))
        {
            result[key] = value;
        }

        return result;
    }

    /// <summary>Null if there is no such Secret.</summary>
    public IReadOnlyDictionary<string, byte[]>? Secret(string @namespace, string name) =>
        api.Get(NodeKinds.Secrets, @namespace, name) is { } found ? Entries(found["data"], Convert.FromBase64String) : null;

    private static SortedDictionary<string, byte[]> Entries(JsonNode? map, Func<string, byte[]> decode)
    {
        var result = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in map as JsonObject ?? [])
        {
            result[key] = decode((string?)value ?? "");
        }

        return result;
    }
}
