using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Requests must not be above limits.</summary>
internal static class ResourceValidation
{
    public static void Container(JsonObject container, string at, FieldFaults faults)
    {
        var limits = container.Object("resources", "limits");
        foreach (var (name, request) in container.Object("resources", "requests") ?? [])
        {
            if (limits.Text(name) is { } limit && Quantity.Value(request.Text() ?? "") > Quantity.Value(limit))
            {
                faults.Invalid(at + ".resources.requests", request, $"must be less than or equal to {name} limit of {limit}");
            }
        }
    }
}
