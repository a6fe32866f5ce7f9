using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>Where an object of a known kind is found.</summary>
internal readonly record struct ObjectKey(string? Namespace, string Name)
{
    public static ObjectKey Of(JsonObject o) => new(o.Namespace(), o.Name());
}
