namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec.service.trafficPolicy of a Canary: how a mesh speaks to each side.</summary>
internal static class PolicyFields
{
    private const string Path = "spec.service.trafficPolicy";
    private const string Rule = "write it into a DestinationRule of your own";
    private const string NoRule = "an HTTPRoute says nothing of connections: write it into a policy of the Gateway's controller";

    private const string Pool =
        "http.h2UpgradePolicy http.http1MaxPendingRequests http.http2MaxRequests http.idleTimeout http.maxRequestsPerConnection http.maxRetries";

    private const string Balancer =
        "simple warmupDurationSecs consistentHash.httpCookie.name consistentHash.httpCookie.path consistentHash.httpCookie.ttl consistentHash.httpHeaderName "
        + "consistentHash.httpQueryParameterName consistentHash.minimumRingSize consistentHash.useSourceIp localityLbSetting.enabled "
        + "localityLbSetting.distribute[].from localityLbSetting.distribute[].to.* localityLbSetting.failover[].from localityLbSetting.failover[].to";

    private const string Outliers =
        "baseEjectionTime consecutive5xxErrors consecutiveErrors consecutiveGatewayErrors consecutiveLocalOriginFailures interval maxEjectionPercent "
        + "minHealthPercent splitExternalLocalOriginErrors";

    private const string Security = "mode caCertificates clientCertificate privateKey sni subjectAltNames[]";

    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        Of("connectionPool", Pool, $"the proxies have connections of their own: {Rule}"),
        Of("loadBalancer", Balancer, $"the proxies draw among pods: use spec.analysis.stickiness or your own DestinationRule"),
        Of("outlierDetection", Outliers, $"the proxies take out a bad version by themselves: {Rule}"),
        Of("tls", Security, $"the proxies speak plain HTTP to the pods: {Rule}"),
    ];

    private static FieldRow Of(string section, string leaves, string words) => new($"{Path}.{section}", FieldFate.NoEffect, leaves, words) { By = [Providers.Istio], Else = NoRule };
}
