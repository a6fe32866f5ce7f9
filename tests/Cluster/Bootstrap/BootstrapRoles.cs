using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Bootstrap;

/// <summary>The default roles, as far as something here asks for them.</summary>
internal static class BootstrapRoles
{
    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Write = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static IReadOnlyList<(string Name, Func<JsonArray> Rules)> ClusterRoles { get; } =
    [
        ("cluster-admin", () => [Rule(["*"], ["*"], ["*"]), Paths(["*"], ["*"])]),
        ("system:discovery", () => [Paths(["get"], ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"])]),
        ("system:public-info-viewer", () => [Paths(["get"], ["/healthz", "/livez", "/readyz", "/version", "/version/"])]),
        ("system:basic-user", () =>
        [
            Rule(["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], ["create"]),
            Rule(["authentication.k8s.io"], ["selfsubjectreviews"], ["create"]),
        ]),
        ("system:auth-delegator", () =>
        [
            Rule(["authentication.k8s.io"], ["tokenreviews"], ["create"]),
            Rule(["authorization.k8s.io"], ["subjectaccessreviews"], ["create"]),
        ]),
        ("view", () => [Rule(["", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "discovery.k8s.io"], Workload("secrets"), Read)]),
        ("edit", () => [Rule(["", "apps", "batch", "autoscaling", "policy", "networking.k8s.io"], Workload(), Write)]),
        ("admin", () =>
        [
            Rule(["", "apps", "batch", "autoscaling", "policy", "networking.k8s.io"], Workload(), Write),
            Rule(["rbac.authorization.k8s.io"], ["roles", "rolebindings"], Write),
        ]),
    ];

    public static IReadOnlyList<(string Name, string Role, string Kind, string Subject)> Bindings { get; } =
    [
        ("cluster-admin", "cluster-admin", "Group", "system:masters"),
        ("system:discovery", "system:discovery", "Group", "system:authenticated"),
        ("system:basic-user", "system:basic-user", "Group", "system:authenticated"),
        ("system:public-info-viewer", "system:public-info-viewer", "Group", "system:authenticated"),
        ("system:public-info-viewer-anonymous", "system:public-info-viewer", "Group", "system:unauthenticated"),
    ];

    private static string[] Workload(string? without = null) =>
    [
        .. new[]
        {
            "configmaps", "endpoints", "endpointslices", "events", "persistentvolumeclaims", "pods", "pods/log", "pods/status", "pods/eviction", "secrets", "serviceaccounts",
            "services", "services/status", "deployments", "deployments/scale", "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "jobs", "jobs/status",
            "horizontalpodautoscalers", "poddisruptionbudgets", "networkpolicies",
        }.Where(r => r != without),
    ];

    private static JsonObject Rule(string[] groups, string[] resources, string[] verbs) =>
        new() { ["verbs"] = Texts(verbs), ["apiGroups"] = Texts(groups), ["resources"] = Texts(resources) };

    private static JsonObject Paths(string[] verbs, string[] paths) => new() { ["verbs"] = Texts(verbs), ["nonResourceURLs"] = Texts(paths) };

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
