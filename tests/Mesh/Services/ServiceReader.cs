using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Services;

/// <summary>Services with the endpoints of their slices, by full name.</summary>
internal static class ServiceReader
{
    private const string ServiceName = "kubernetes.io/service-name";

    public static IReadOnlyDictionary<string, KnownService> Read(ClusterObjects objects)
    {
        var slices = objects.Of(MeshKind.EndpointSlices).ToLookup(slice => ObjectNames.Key(slice.Namespace(), slice.Text("metadata", "labels", ServiceName) ?? ""));
        return objects.Of(MeshKind.Services)
            .Where(service => !service.IsLeaving())
            .ToDictionary(service => HostNames.Full(service.Name(), service.Namespace()), service => Read(service, slices[service.Key()], objects), StringComparer.Ordinal);
    }

    private static KnownService Read(JsonElement service, IEnumerable<JsonElement> slices, ClusterObjects objects) => new(
        service.Name(), service.Namespace(), service.Text("spec", "clusterIP"),
        [
            .. service.Items("spec", "ports").Select(port => new ServicePort(
                port.Whole("port") ?? 0, [.. slices.SelectMany(slice => Endpoints(slice, port.Text("name") ?? "", objects)).DistinctBy(each => (each.Address, each.Port))])),
        ]);

    private static IEnumerable<ServiceEndpoint> Endpoints(JsonElement slice, string port, ClusterObjects objects) =>
        from number in slice.Items("ports").Where(each => (each.Text("name") ?? "") == port).Select(each => each.Whole("port")).OfType<int>()
        from endpoint in slice.Items("endpoints").Where(IsReady)
        from address in endpoint.Texts("addresses")
        let pod = objects.Find(MeshKind.Pods, ObjectNames.Key(endpoint.Text("targetRef", "namespace") ?? slice.Namespace(), endpoint.Text("targetRef", "name") ?? ""))
        where pod?.IsLeaving() is not true
        select new ServiceEndpoint(address, number)
        {
            Pod = endpoint.Text("targetRef", "name") ?? "",
            Namespace = slice.Namespace(),
            Workload = pod is { } known ? WorkloadNames.Of(objects, known) : "",
            Labels = pod is { } labelled ? labelled.Map("metadata", "labels") : new Dictionary<string, string>(),
        };

    // Unknown counts as ready, as the API says.
    private static bool IsReady(JsonElement endpoint) =>
        (endpoint.At("conditions", "ready") is null || endpoint.Flag("conditions", "ready")) && !endpoint.Flag("conditions", "terminating");
}
