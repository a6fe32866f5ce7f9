using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Reads backendRefs. What one names wrongly is still drawn, and its share of the requests fails.</summary>
internal static class GatewayTargets
{
    private const int Failed = 500;
    private const string ServiceKind = "Service";

    public static IReadOnlyList<WeightedTarget> Read(JsonElement rule, string @namespace, Func<string, bool> isService) =>
    [
        .. rule.Items("backendRefs").Select(item => new WeightedTarget(Destination(item, @namespace, isService), item.Whole("weight") ?? 1)
        {
            Request = GatewayFilters.Request(item), Response = GatewayFilters.Response(item),
        }),
    ];

    public static Destination Destination(JsonElement item, string @namespace, Func<string, bool> isService) =>
        new(HostNames.Full(item.Text("name") ?? "", item.Text("namespace") ?? @namespace), item.Whole("port"))
        {
            AnsweredWith = Fault(item, @namespace, isService) is null && GatewayFilters.AreKnown(item, ofBackend: true) ? null : Failed,
        };

    /// <summary>The reason of ResolvedRefs where it is False.</summary>
    public static string? Fault(JsonElement item, string @namespace, Func<string, bool> isService)
    {
        var kind = (item.Text("group") ?? "", item.Text("kind") ?? ServiceKind);
        return kind is not ("", ServiceKind) ? "InvalidKind"
            : (item.Text("namespace") ?? @namespace) != @namespace ? "RefNotPermitted"
            : item.Whole("port") is null || !isService(ObjectNames.Key(@namespace, item.Text("name") ?? "")) ? "BackendNotFound"
            : null;
    }
}
