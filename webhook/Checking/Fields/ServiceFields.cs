namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec.service of a Canary. What routers of a mesh or gateway are told there, the proxies neither do nor undo.</summary>
internal static class ServiceFields
{
    private const string Path = "spec.service";
    private const string Proxies = "the proxies split what reaches the Service";
    private const string Routes = "write it into a route of your own";
    private const string Rule = "write it into a DestinationRule of your own";

    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        .. Made,
        .. Mesh,
        new($"{Path}.match", FieldFate.NoEffect, Match, $"{Proxies}: {Routes}; conditions of a trial stand in spec.analysis.match"),
        new($"{Path}.trafficPolicy.connectionPool", FieldFate.NoEffect, Pool, $"the proxies have connections of their own: {Rule}"),
        new($"{Path}.trafficPolicy.loadBalancer", FieldFate.NoEffect, Balancer, $"the proxies draw among pods: {Rule}, or use spec.analysis.stickiness"),
        new($"{Path}.trafficPolicy.outlierDetection", FieldFate.NoEffect, Outliers, $"the proxies take out a bad version by themselves: {Rule}"),
        new($"{Path}.trafficPolicy.tls", FieldFate.NoEffect, "mode caCertificates clientCertificate privateKey sni subjectAltNames[]", $"the proxies speak plain HTTP to the pods: {Rule}"),
    ];

    private const string Match =
        "[].authority.exact [].authority.prefix [].authority.regex [].gateways[] [].headers.*.exact [].headers.*.prefix [].headers.*.regex [].ignoreUriCase "
        + "[].method.exact [].method.prefix [].method.regex [].name [].port [].queryParams.*.exact [].queryParams.*.prefix [].queryParams.*.regex "
        + "[].scheme.exact [].scheme.prefix [].scheme.regex [].sourceLabels.* [].sourceNamespace [].uri.exact [].uri.prefix [].uri.regex "
        + "[].withoutHeaders.*.exact [].withoutHeaders.*.prefix [].withoutHeaders.*.regex";

    private const string Pool =
        "http.h2UpgradePolicy http.http1MaxPendingRequests http.http2MaxRequests http.idleTimeout http.maxRequestsPerConnection http.maxRetries";

    private const string Balancer =
        "simple warmupDurationSecs consistentHash.httpCookie.name consistentHash.httpCookie.path consistentHash.httpCookie.ttl consistentHash.httpHeaderName "
        + "consistentHash.httpQueryParameterName consistentHash.minimumRingSize consistentHash.useSourceIp localityLbSetting.enabled "
        + "localityLbSetting.distribute[].from localityLbSetting.distribute[].to.* localityLbSetting.failover[].from localityLbSetting.failover[].to";

    private const string Outliers =
        "baseEjectionTime consecutive5xxErrors consecutiveErrors consecutiveGatewayErrors consecutiveLocalOriginFailures interval maxEjectionPercent "
        + "minHealthPercent splitExternalLocalOriginErrors";

    private static IEnumerable<FieldRow> Made =>
    [
        new(Path, FieldFate.Done, "name"),
        new($"{Path}.headless", FieldFate.Done) { Served = ["false"] },
        new(Path, FieldFate.Done, "port portName targetPort appProtocol trafficDistribution portDiscovery"),
        new(Path, FieldFate.Done, "apex.labels.* apex.annotations.* primary.labels.* primary.annotations.* canary.labels.* canary.annotations.*"),
        new($"{Path}.unmanagedMetadata", FieldFate.Done, "labels[] annotations[]"),
    ];

    private static IEnumerable<FieldRow> Mesh =>
    [
        new($"{Path}.gateways", FieldFate.NoEffect, "[]", $"{Proxies}: let the gateway's own VirtualService send to the Service"),
        new($"{Path}.gatewayRefs", FieldFate.NoEffect, "[].group [].kind [].name [].namespace [].sectionName [].port", $"{Proxies}: let an HTTPRoute of the Gateway send to the Service"),
        new($"{Path}.hosts", FieldFate.NoEffect, "[]", $"{Proxies}, whatever its host: write the hosts into the route that sends there"),
        new($"{Path}.delegation", FieldFate.NoEffect, "", $"{Proxies}: a delegate VirtualService of your own may send there"),
        new($"{Path}.timeout", FieldFate.NoEffect, "", $"{Proxies}, for as long as it takes: {Routes}"),
        new($"{Path}.backendTimeout", FieldFate.NoEffect, "", $"{Proxies}, for as long as it takes: {Routes}"),
        new($"{Path}.rewrite", FieldFate.NoEffect, "uri authority type", $"{Proxies} as it is: {Routes}"),
        new($"{Path}.retries", FieldFate.NoEffect, "attempts perTryTimeout retryOn", $"{Proxies}, and the primary answers reads that the canary failed: {Routes}"),
        new($"{Path}.headers", FieldFate.NoEffect, "request.add.* request.set.* request.remove[] response.add.* response.set.* response.remove[]", $"{Proxies} as it is: {Routes}"),
        new($"{Path}.mirror", FieldFate.NoEffect, "[].backendRef.group [].backendRef.kind [].backendRef.name [].backendRef.namespace [].backendRef.port", $"{Proxies}: {Routes}; copies for the canary are made by spec.analysis.mirror"),
        new($"{Path}.corsPolicy", FieldFate.NoEffect, "allowCredentials allowHeaders[] allowMethods[] allowOrigin[] allowOrigins[].exact allowOrigins[].prefix allowOrigins[].regex exposeHeaders[] maxAge", $"{Proxies} as it is: {Routes}"),
        new($"{Path}.meshName", FieldFate.NoEffect, "", "App Mesh is not supported; leave it out"),
        new($"{Path}.backends", FieldFate.NoEffect, "[]", "App Mesh is not supported; leave it out"),
    ];
}
