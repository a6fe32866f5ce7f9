using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster.Network;

/// <summary>What Services and their EndpointSlices come to.</summary>
internal static class ServiceTable
{
    public const string ServiceLabel = "kubernetes.io/service-name";

    public static IEnumerable<ServicePort> Ports(JsonObject service, IReadOnlyCollection<JsonObject> slices)
    {
        foreach (var port in Items(service["spec"]?["ports"]).Where(port => ((string?)port["protocol"] ?? "TCP") == "TCP"))
        {
            var name = (string?)port["name"] ?? "";
            yield return new ServicePort(
                ObjectMeta.Namespace(service), ObjectMeta.Name(service), name, (int)(port.Number("port") ?? 0), ClusterIp(service), Endpoints(slices, name));
        }
    }

    /// <summary>Null for a Service that has none.</summary>
    public static string? ClusterIp(JsonObject service) =>
        (string?)service["spec"]?["clusterIP"] is { Length: > 0 } address && address != "None" ? address : null;

    public static IReadOnlyList<IPAddress> ReadyAddresses(IEnumerable<JsonObject> slices) =>
        [.. slices.SelectMany(slice => Items(slice["endpoints"]).Where(IsReady)).SelectMany(Addresses).Distinct()];

    // Ready ones; where there are none, those that still serve while they end.
    private static List<IPEndPoint> Endpoints(IReadOnlyCollection<JsonObject> slices, string port)
    {
        var ready = Select(slices, port, IsReady);
        return ready.Count > 0 ? ready : Select(slices, port, IsServingAtItsEnd);
    }

    private static List<IPEndPoint> Select(IEnumerable<JsonObject> slices, string port, Func<JsonObject, bool> wanted) =>
        [.. slices.SelectMany(slice => Number(slice, port) is { } number
            ? Items(slice["endpoints"]).Where(wanted).SelectMany(Addresses).Select(address => new IPEndPoint(address, number))
            : []).Distinct()];

    private static int? Number(JsonObject slice, string name) =>
        (int?)Items(slice["ports"]).FirstOrDefault(port => ((string?)port["name"] ?? "") == name)?.Number("port");

    private static bool IsReady(JsonObject endpoint) => (bool?)endpoint["conditions"]?["ready"] ?? true;

    private static bool IsServingAtItsEnd(JsonObject endpoint) =>
        ((bool?)endpoint["conditions"]?["serving"] ?? false) && ((bool?)endpoint["conditions"]?["terminating"] ?? false);

    private static IEnumerable<IPAddress> Addresses(JsonObject endpoint) =>
        (endpoint["addresses"] as JsonArray ?? []).Select(address => IPAddress.TryParse((string?)address, out var parsed) ? parsed : null).OfType<IPAddress>();

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
