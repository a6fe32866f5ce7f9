namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A manifest that admission refuses, and what its author has to read.</summary>
internal sealed record BadManifest(string Kind, string Spec, params string[] Says)
{
    public static IReadOnlyList<BadManifest> All { get; } =
    [
        new("Canary", "{targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, analysis: {interval: 0s, threshold: 5, stepWeight: 10} }",
            "spec.analysis.interval: \"0s\" must be a duration"),
        new("Canary", "{targetRef: {apiVersion: apps/v1, kind: DaemonSet, name: web}, analysis: {interval: 1m, threshold: 5, stepWeight: 10} }",
            "spec.targetRef.kind: \"DaemonSet\" must be Deployment"),
        new("Canary", "{provider: 'gatewayapi:v1beta1', targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, analysis: {interval: 1m, threshold: -1, stepWeights: [10, 5]} }",
            "spec.provider: \"gatewayapi:v1beta1\" must be a supported provider: canarymesh, kubernetes, istio, gatewayapi:v1",
            "spec.analysis.threshold: -1 must be", "spec.analysis.stepWeights[1]: 5 must be above the step before it, which is 10"),
        new("Canary", "{targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, analysis: {interval: 1m, threshold: 5, stepWeight: 10, "
            + "metrics: [{name: request-success-rate, thresholdRange: {min: 99, max: 1} }], webhooks: [{name: a, url: loadtester}]} }",
            "spec.analysis.metrics[0].thresholdRange.min: 99 must be at most max", "spec.analysis.webhooks[0].url: \"loadtester\" must be an absolute http"),
        new("MetricTemplate", "{provider: {type: datadog}, query: 'avg:x'}", "spec.provider.type: \"datadog\" must be prometheus"),
        new("MetricTemplate", "{provider: {type: prometheus, address: 'http://p:9090'}, query: 'up{a=\"{{ who }}\"}'}", "who stands for nothing"),
        new("AlertProvider", "{type: slack, address: hooks.slack.com}", "spec.address: \"hooks.slack.com\" must be an absolute http"),
    ];

    public string Manifest => $$"""
        apiVersion: flagger.app/v1beta1
        kind: {{Kind}}
        metadata:
          name: bad
        spec: {{Spec}}
        """;
}
