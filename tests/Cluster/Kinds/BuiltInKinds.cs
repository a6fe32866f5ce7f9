namespace CanaryMesh.Cluster.Kinds;

/// <summary>The kinds that are there from the start.</summary>
internal static class BuiltInKinds
{
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        new("", "v1", "namespaces", "Namespace") { Namespaced = false, HasStatus = true, ShortNames = ["ns"] },
        new("", "v1", "pods", "Pod") { HasStatus = true, ShortNames = ["po"], Categories = ["all"], Generations = true },
        new("", "v1", "services", "Service") { HasStatus = true, ShortNames = ["svc"], Categories = ["all"] },
        new("", "v1", "serviceaccounts", "ServiceAccount") { ShortNames = ["sa"] },
        new("", "v1", "configmaps", "ConfigMap") { ShortNames = ["cm"] },
        new("", "v1", "secrets", "Secret"),
        new("", "v1", "nodes", "Node") { Namespaced = false, HasStatus = true, ShortNames = ["no"] },
        new("", "v1", "events", "Event") { ShortNames = ["ev"] },
        new("", "v1", "endpoints", "Endpoints") { ShortNames = ["ep"], Singular = "endpoints" },
        new("", "v1", "resourcequotas", "ResourceQuota") { HasStatus = true, ShortNames = ["quota"] },
        new("", "v1", "limitranges", "LimitRange") { ShortNames = ["limits"] },
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim") { HasStatus = true, ShortNames = ["pvc"] },
        new("apps", "v1", "deployments", "Deployment") { HasStatus = true, HasScale = true, Generations = true, ShortNames = ["deploy"], Categories = ["all"] },
        new("apps", "v1", "replicasets", "ReplicaSet") { HasStatus = true, HasScale = true, Generations = true, ShortNames = ["rs"], Categories = ["all"] },
        new("batch", "v1", "jobs", "Job") { HasStatus = true, Generations = true, Categories = ["all"] },
        new("coordination.k8s.io", "v1", "leases", "Lease"),
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice") { Generations = true },
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget") { HasStatus = true, Generations = true, ShortNames = ["pdb"] },
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler") { HasStatus = true, ShortNames = ["hpa"], Categories = ["all"] },
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy") { Generations = true, ShortNames = ["netpol"] },
        new("storage.k8s.io", "v1", "storageclasses", "StorageClass") { Namespaced = false, ShortNames = ["sc"] },
        new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass") { Namespaced = false, Generations = true, ShortNames = ["pc"] },
        new("rbac.authorization.k8s.io", "v1", "roles", "Role"),
        new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
        new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole") { Namespaced = false },
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding") { Namespaced = false },
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration") { Namespaced = false, Generations = true },
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration") { Namespaced = false, Generations = true },
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition") { Namespaced = false, HasStatus = true, Generations = true, ShortNames = ["crd", "crds"] },
    ];
}
