using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Endpoints;

/// <summary>What the slices of a Service are as Endpoints: a subset for each list of ports.</summary>
internal static class EndpointsContent
{
    private const string ManagedBy = "endpoints.kubernetes.io/managed-by";
    private const string Controller = "endpoint-controller";

    public static bool IsOurs([NotNullWhen(true)] JsonObject? endpoints) => endpoints.Text("metadata", "labels", ManagedBy) == Controller;

    public static JsonObject For(JsonObject service, IEnumerable<JsonObject> slices)
    {
        var labels = service.Object("metadata", "labels")?.Copy() ?? [];
        labels[ManagedBy] = Controller;
        if (service.Text("spec", "clusterIP") == "None")
        {
            labels["service.kubernetes.io/headless"] = "";
        }

        var endpoints = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject { ["name"] = service.Name(), ["namespace"] = service.Namespace(), ["labels"] = labels },
        };
        JsonNode[] subsets = [.. slices.Where(s => s.Objects("endpoints").Any()).OrderBy(s => s.Name(), StringComparer.Ordinal).Select(Subset).OfType<JsonObject>()];
        if (subsets.Length > 0)
        {
            endpoints["subsets"] = new JsonArray(subsets);
        }

        return endpoints;
    }

    private static JsonObject? Subset(JsonObject slice)
    {
        var listed = slice.Objects("endpoints").Where(e => e.Flag("conditions", "terminating") != true).ToLookup(e => e.Flag("conditions", "ready") != false);
        var subset = new JsonObject();
        Put(subset, "addresses", listed[true].Select(Address));
        Put(subset, "notReadyAddresses", listed[false].Select(Address));
        if (subset.Count == 0)
        {
            return null;
        }

        Put(subset, "ports", slice.Objects("ports").Select(Port));
        return subset;
    }

    private static JsonNode Address(JsonObject endpoint)
    {
        var address = new JsonObject { ["ip"] = endpoint.Array("addresses")?[0].Text() };
        foreach (var field in (ReadOnlySpan<string>)["hostname", "nodeName", "targetRef"])
        {
            if (endpoint[field] is { } value)
            {
                address[field] = value.CopyNode();
            }
        }

        return address;
    }

    private static JsonNode Port(JsonObject port)
    {
        var copy = port.Copy();
        if (copy.Text("name") is "")
        {
            copy.Remove("name");
        }

        return copy;
    }

    private static void Put(JsonObject subset, string field, IEnumerable<JsonNode> items)
    {
        if (items.ToArray() is { Length: > 0 } some)
        {
            subset[field] = new JsonArray(some);
        }
    }
}
