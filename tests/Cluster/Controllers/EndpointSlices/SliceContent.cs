using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>What one slice holds: endpoints that share their ports. Neither is written if there is none.</summary>
internal sealed record SliceContent(IReadOnlyList<SlicePort> Ports, IReadOnlyList<JsonObject> Endpoints)
{
    public static SliceContent Of(JsonObject slice) =>
        new([.. slice.Objects("ports").Select(SlicePort.Of)], [.. slice.Objects("endpoints")]);

    public bool HasPorts(IReadOnlyList<SlicePort> ports) => Ports.SequenceEqual(ports);

    public bool SameAs(SliceContent other) =>
        HasPorts(other.Ports) && Endpoints.Count == other.Endpoints.Count
        && Endpoints.Zip(other.Endpoints).All(p => JsonAccess.Same(p.First, p.Second));

    public void WriteTo(JsonObject slice)
    {
        Put(slice, "endpoints", Endpoints.Select(e => (JsonNode)e.Copy()));
        Put(slice, "ports", Ports.Select(p => (JsonNode)p.ToJson()));
    }

    private static void Put(JsonObject slice, string field, IEnumerable<JsonNode> items)
    {
        slice.Remove(field);
        if (items.ToArray() is { Length: > 0 } some)
        {
            slice[field] = new JsonArray(some);
        }
    }
}
