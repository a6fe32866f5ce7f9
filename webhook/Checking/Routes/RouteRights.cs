using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>Which objects of a route the analyzer would write for a Canary: a route that is there already is taken over, whoever wrote it.</summary>
internal static class RouteRights
{
    private const string IstioGroup = "networking.istio.io";
    private const string GatewayGroup = "gateway.networking.k8s.io";

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
        var provider = canary.Text("spec", "provider");
        if (provider is null)
        {
            return [.. Has(canary, "gatewayRefs") ? OfGatewayApi(canary) : [], .. Has(canary, "hosts") || Has(canary, "gateways") ? OfIstio(canary) : []];
        }

        var recorded = Recorded(canary);
        return [.. Of(provider, canary), .. recorded == provider ? [] : Of(recorded, canary)];
    }

    // A target stays with the provider that it was onboarded with, whatever is named later.
    private static string? Recorded(JsonObject canary) =>
        canary.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == CanaryCondition.Routed).Text("reason") switch
        {
            "Istio" => Providers.Istio,
            "GatewayApi" => Providers.GatewayApi,
            _ => null,
        };

    private static IReadOnlyList<RouteRight> Of(string? provider, JsonObject canary) => provider switch
    {
        Providers.Istio => OfIstio(canary),
        Providers.GatewayApi => OfGatewayApi(canary),
        _ => [],
    };

    private static IReadOnlyList<RouteRight> OfGatewayApi(JsonObject canary) => [new(GatewayGroup, "httproutes", "HTTPRoute", ApexName.Of(canary))];

    private static IReadOnlyList<RouteRight> OfIstio(JsonObject canary)
    {
        var target = canary.Text("spec", "targetRef", "name") ?? "";
        return
        [
            new(IstioGroup, "virtualservices", "VirtualService", ApexName.Of(canary)),
            .. new[] { AnnotationNames.Primary, AnnotationNames.Canary }.Select(side => new RouteRight(IstioGroup, "destinationrules", "DestinationRule", SideNames.Service(target, side))),
        ];
    }

    private static bool Has(JsonObject canary, string list) => canary.At("spec", "service", list) is JsonArray { Count: > 0 };
}
