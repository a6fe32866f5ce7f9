namespace CanaryMesh.Cli.Objects;

/// <summary>A kind of object as the API server's paths and kubectl name it.</summary>
internal sealed record ObjectKind(string Group, string Version, string Plural, string Word, bool Namespaced = true)
{
    internal static ObjectKind Canaries { get; } = new("flagger.app", "v1beta1", "canaries", "canary");

    internal static ObjectKind Deployments { get; } = new("apps", "v1", "deployments", "deployment");

    internal static ObjectKind Services { get; } = new("", "v1", "services", "service");

    internal static ObjectKind Pods { get; } = new("", "v1", "pods", "pod");

    internal static ObjectKind ConfigMaps { get; } = new("", "v1", "configmaps", "configmap");

    internal static ObjectKind Secrets { get; } = new("", "v1", "secrets", "secret");

    internal static ObjectKind ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "serviceaccount");

    internal static ObjectKind Namespaces { get; } = new("", "v1", "namespaces", "namespace", false);

    internal static ObjectKind EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices", "endpointslice");

    internal static ObjectKind NetworkPolicies { get; } = new("networking.k8s.io", "v1", "networkpolicies", "networkpolicy");

    internal static ObjectKind Scalers { get; } = new("autoscaling", "v2", "horizontalpodautoscalers", "horizontalpodautoscaler");

    internal static ObjectKind ScaledObjects { get; } = new("keda.sh", "v1alpha1", "scaledobjects", "scaledobject");

    internal static ObjectKind Budgets { get; } = new("policy", "v1", "poddisruptionbudgets", "poddisruptionbudget");

    internal static ObjectKind Leases { get; } = new("coordination.k8s.io", "v1", "leases", "lease");

    internal static ObjectKind Roles { get; } = new("rbac.authorization.k8s.io", "v1", "roles", "role");

    internal static ObjectKind RoleBindings { get; } = new("rbac.authorization.k8s.io", "v1", "rolebindings", "rolebinding");

    internal static ObjectKind ClusterRoles { get; } = new("rbac.authorization.k8s.io", "v1", "clusterroles", "clusterrole", false);

    internal static ObjectKind ClusterRoleBindings { get; } = new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "clusterrolebinding", false);

    internal static ObjectKind MutatingConfigurations { get; } =
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "mutatingwebhookconfiguration", false);

    internal static ObjectKind ValidatingConfigurations { get; } =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "validatingwebhookconfiguration", false);

    internal static ObjectKind AdmissionPolicies { get; } =
        new("admissionregistration.k8s.io", "v1", "mutatingadmissionpolicies", "mutatingadmissionpolicy", false);

    internal static ObjectKind AdmissionPolicyBindings { get; } =
        new("admissionregistration.k8s.io", "v1", "mutatingadmissionpolicybindings", "mutatingadmissionpolicybinding", false);

    internal static ObjectKind Definitions { get; } = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "customresourcedefinition", false);

    internal static ObjectKind AccessReviews { get; } = new("authorization.k8s.io", "v1", "subjectaccessreviews", "subjectaccessreview", false);

    internal static ObjectKind SelfAccessReviews { get; } = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "selfsubjectaccessreview", false);

    /// <summary>Relative path of one object, or of the collection; names are escaped, so none can leave its place.</summary>
    internal string Path(string? namespaceName, string? name = null)
    {
        var root = Group.Length is 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var scope = Namespaced && namespaceName is { Length: > 0 } ? $"/namespaces/{Uri.EscapeDataString(namespaceName)}" : "";
        return $"{root}{scope}/{Plural}{(name is null ? "" : "/" + Uri.EscapeDataString(name))}";
    }
}
