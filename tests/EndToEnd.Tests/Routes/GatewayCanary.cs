using CanaryMesh.Mesh;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>An app behind a Gateway of its own namespace.</summary>
internal static class GatewayCanary
{
    public const string Host = "web.example.com";

    /// <summary>The cluster's, for all apps: made once, before any of them.</summary>
    public const string Class = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: {name: double}
        spec: {controllerName: gateway.example.com/double}
        """;

    private const string Gateway = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge}
        spec:
          gatewayClassName: double
          listeners: [{name: http, port: 80, protocol: HTTP}]
        """;

    /// <summary>Each line of <paramref name="steps"/> is one of spec.analysis.</summary>
    public static RoutedPlan Plan(string name, string steps, MeshOptions options) => new(name, Canary(steps))
    {
        Host = Host,
        Options = ns => options with { Gateway = $"{ns}/edge" },
        Before = ApplyAsync,
    };

    private static Task<string> ApplyAsync(Kubectl kubectl) => kubectl.ApplyAsync(Gateway, CancellationToken.None);

    private static string Canary(string steps) => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          provider: gatewayapi:v1
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service:
            port: 80
            hosts: [{{Host}}]
            gatewayRefs: [{name: edge}]
          analysis:
            interval: 3s
            threshold: 2
            metrics:
              - {name: request-success-rate, thresholdRange: {min: 99}, interval: 6s}
              - {name: request-duration, thresholdRange: {max: 8000}, interval: 6s}
        {{string.Join('\n', steps.Split('\n').Select(line => "    " + line))}}
        """;
}
