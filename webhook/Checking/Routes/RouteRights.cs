using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>Which objects of a route the analyzer would write for a Canary: a route that is there already is taken over, whoever wrote it.</summary>
internal static class RouteRights
{
    private const string Istio = "networking.istio.io";
    private const string GatewayApi = "gateway.networking.k8s.io";

    private static readonly string[][] Inputs =
    [
        ["spec", "provider"],
        ["spec", "targetRef", "name"],
        ["spec", "service"],
        ["spec", "analysis", "match"],
        ["spec", "analysis", "sessionAffinity"],
    ];

    /// <summary>None for an update that leaves what the route is made of as it is: an emergency's has to pass.</summary>
    public static IReadOnlyList<RouteRight> Needed(JsonObject? old, JsonObject canary) =>
        old is not null && Inputs.All(path => JsonNode.DeepEquals(old.At(path), canary.At(path))) ? [] : Written(canary);

    // Where nobody is named, what the cluster serves and whether the pods are in the mesh decides: asked for is whatever may come of it.
    // Without an address of its own such a route splits what goes to the Service, and for that the right to the Service is asked.
    private static IReadOnlyList<RouteRight> Written(JsonObject canary)
    {
        var (attached, addressed) = (Has(canary, "gatewayRefs"), Has(canary, "hosts") || Has(canary, "gateways"));
        return canary.Text("spec", "provider") switch
        {
            Providers.Istio => OfIstio(canary),
            Providers.GatewayApi => OfGatewayApi(canary),
            null => [.. attached ? OfGatewayApi(canary) : [], .. addressed ? OfIstio(canary) : []],
            _ => [],
        };
    }

    private static IReadOnlyList<RouteRight> OfGatewayApi(JsonObject canary) => [new(GatewayApi, "httproutes", "HTTPRoute", ApexName.Of(canary))];

    private static IReadOnlyList<RouteRight> OfIstio(JsonObject canary)
    {
        var target = canary.Text("spec", "targetRef", "name") ?? "";
        return
        [
            new(Istio, "virtualservices", "VirtualService", ApexName.Of(canary)),
            .. new[] { AnnotationNames.Primary, AnnotationNames.Canary }.Select(side => new RouteRight(Istio, "destinationrules", "DestinationRule", SideNames.Service(target, side))),
        ];
    }

    private static bool Has(JsonObject canary, string list) => canary.At("spec", "service", list) is JsonArray { Count: > 0 };
}
