namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec.service of a Canary. What routers of a mesh or gateway are told there, the proxies neither do nor undo; where a route splits it is
/// written into that.</summary>
internal static class ServiceFields
{
    private const string Path = "spec.service";
    private const string Proxies = "the proxies split what reaches the Service";
    private const string Routes = "write it into a route of your own";
    private static readonly string[] Both = [Providers.Istio, Providers.GatewayApi];
    private static readonly string[] Istio = [Providers.Istio];
    private static readonly string[] Gateway = [Providers.GatewayApi];

    public static IReadOnlyList<FieldRow> Rows { get; } = [.. Made, .. Reach, .. Requests, .. Answers, .. MatchFields.Rows, .. PolicyFields.Rows];

    private static IEnumerable<FieldRow> Made =>
    [
        new(Path, FieldFate.Done, "name"),
        new($"{Path}.headless", FieldFate.Done) { Served = ["false"] },
        new(Path, FieldFate.Done, "port portName targetPort appProtocol trafficDistribution portDiscovery"),
        new(Path, FieldFate.Done, "apex.labels.* apex.annotations.* primary.labels.* primary.annotations.* canary.labels.* canary.annotations.*"),
        new($"{Path}.unmanagedMetadata", FieldFate.Done, "labels[] annotations[]"),
    ];

    private static IEnumerable<FieldRow> Reach =>
    [
        new($"{Path}.gateways", FieldFate.NoEffect, "[]", $"{Proxies}: let the gateway's own VirtualService send to the Service") { By = Istio, Else = "an HTTPRoute is attached by spec.service.gatewayRefs" },
        new($"{Path}.gatewayRefs", FieldFate.NoEffect, "[].group [].kind [].name [].namespace [].sectionName [].port", $"{Proxies}: let an HTTPRoute of the Gateway send to the Service")
        {
            By = Gateway,
            Else = "a VirtualService is bound by spec.service.gateways",
        },
        new($"{Path}.hosts", FieldFate.NoEffect, "[]", $"{Proxies}, whatever its host: write the hosts into the route that sends there") { By = Both },
        new($"{Path}.delegation", FieldFate.NoEffect, "", $"{Proxies}: a delegate VirtualService of your own may send there") { By = Istio, Else = "an HTTPRoute has no delegates: leave it out" },
        new($"{Path}.meshName", FieldFate.NoEffect, "", "App Mesh is not supported; leave it out"),
        new($"{Path}.backends", FieldFate.NoEffect, "[]", "App Mesh is not supported; leave it out"),
    ];

    private static IEnumerable<FieldRow> Requests =>
    [
        new($"{Path}.timeout", FieldFate.NoEffect, "", $"{Proxies}, for as long as it takes: {Routes}") { By = Both },
        new($"{Path}.backendTimeout", FieldFate.NoEffect, "", $"{Proxies}, for as long as it takes: {Routes}") { By = Gateway, Else = "a VirtualService has one timeout: write spec.service.timeout" },
        new($"{Path}.rewrite", FieldFate.NoEffect, "uri authority", $"{Proxies} as it is: {Routes}") { By = Both },
        new($"{Path}.rewrite.type", FieldFate.NoEffect, "", $"{Proxies} as it is: {Routes}")
        {
            By = Gateway,
            Whole = $"{Path}.rewrite",
            Else = "a VirtualService replaces the prefix that was matched, or the whole path where none was",
        },
        new($"{Path}.retries", FieldFate.NoEffect, "attempts perTryTimeout retryOn", $"the proxies try nothing again, and only a request that could not reach the canary goes to the primary: {Routes}")
        {
            By = Istio,
            Else = "an HTTPRoute has no retries: write them into a policy of the Gateway's controller",
        },
        new($"{Path}.headers", FieldFate.NoEffect, "request.add.* request.set.* request.remove[] response.add.* response.set.* response.remove[]", $"{Proxies} as it is: {Routes}") { By = Both },
        new($"{Path}.mirror", FieldFate.NoEffect, "[].backendRef.group [].backendRef.kind [].backendRef.name [].backendRef.namespace [].backendRef.port", $"{Proxies}: {Routes}; spec.analysis.mirror copies to the canary")
        {
            By = Gateway,
            Else = "only an HTTPRoute mirrors to others; spec.analysis.mirror copies to the canary",
        },
    ];

    private static IEnumerable<FieldRow> Answers =>
    [
        new($"{Path}.corsPolicy", FieldFate.NoEffect, "allowCredentials allowHeaders[] allowMethods[] allowOrigin[] allowOrigins[].exact exposeHeaders[] maxAge", $"{Proxies} as it is: {Routes}") { By = Both },
        new($"{Path}.corsPolicy.allowOrigins", FieldFate.NoEffect, "[].prefix [].regex", $"{Proxies} as it is: {Routes}") { By = Istio, RefusedBy = Gateway, Whole = $"{Path}.corsPolicy" },
    ];
}
