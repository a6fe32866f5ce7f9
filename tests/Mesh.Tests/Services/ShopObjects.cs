using System.Globalization;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.Services;

/// <summary>The Services of a canary with one pod behind each side.</summary>
internal static class ShopObjects
{
    public static ClusterObjects With(int primaryPort, int canaryPort) => Objects.All(
        Service("shop", "shop", primaryPort), Service("shop-primary", "shop", primaryPort), Service("shop-canary", "shop-canary", canaryPort),
        Pod("shop"), Pod("shop-canary"));

    /// <summary>A Service with a slice in which the pod of one workload is.</summary>
    public static string Service(string name, string workload, int port, string conditions = "{ready: true}") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        kind: Service
        metadata: {name: {{name}}, namespace: web}
        spec: {clusterIP: 10.0.0.{{name.Length}}, ports: [{name: http, port: 80}, {name: admin, port: 81}]}
        ---
        kind: EndpointSlice
        metadata: {name: {{name}}-1, namespace: web, labels: {kubernetes.io/service-name: {{name}} } }
        ports: [{name: http, port: {{port}}}]
        endpoints: [{addresses: [127.0.0.1], conditions: {{conditions}}, targetRef: {kind: Pod, name: {{workload}}-a1-x } }]
        """);

    public static string Pod(string workload, string more = "") => $$"""
        kind: Pod
        metadata: {name: {{workload}}-a1-x, namespace: web, labels: {app: {{workload}} }, ownerReferences: [{kind: ReplicaSet, name: {{workload}}-a1, controller: true}]{{more}} }
        ---
        kind: ReplicaSet
        metadata: {name: {{workload}}-a1, namespace: web, ownerReferences: [{kind: Deployment, name: {{workload}}, controller: true}]}
        """;

    /// <summary>The same as an API server takes it, where no controller makes pods.</summary>
    public static string Services(int primaryPort, int canaryPort) =>
        string.Join("\n---\n", Plain("shop", primaryPort), Plain("shop-primary", primaryPort), Plain("shop-canary", canaryPort));

    private static string Plain(string name, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: web}
        spec: {ports: [{name: http, port: 80}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{name}}-1, namespace: web, labels: {kubernetes.io/service-name: {{name}} } }
        addressType: IPv4
        ports: [{name: http, port: {{port}}, protocol: TCP}]
        endpoints: [{addresses: [127.0.0.1], conditions: {ready: true} }]
        """);
}
