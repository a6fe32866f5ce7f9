namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>A kind of object as the API server's paths name it.</summary>
internal sealed record KubeKind(string Group, string Version, string Plural, bool Namespaced)
{
    /// <summary>The API server is asked for the metadata only.</summary>
    public bool MetadataOnly { get; init; }

    public static KubeKind Canaries { get; } = new("flagger.app", "v1beta1", "canaries", true);

    public static KubeKind MetricTemplates { get; } = new("flagger.app", "v1beta1", "metrictemplates", true);

    public static KubeKind AlertProviders { get; } = new("flagger.app", "v1beta1", "alertproviders", true);

    public static KubeKind Deployments { get; } = new("apps", "v1", "deployments", true);

    public static KubeKind ReplicaSets { get; } = new("apps", "v1", "replicasets", true);

    public static KubeKind Pods { get; } = Core("pods", true);

    public static KubeKind Services { get; } = Core("services", true);

    public static KubeKind Nodes { get; } = Core("nodes", false);

    public static KubeKind Namespaces { get; } = Core("namespaces", false);

    public static KubeKind ConfigMaps { get; } = Core("configmaps", true);

    public static KubeKind Secrets { get; } = Core("secrets", true);

    /// <summary>Secrets by their metadata alone: what they hold never leaves the API server.</summary>
    public static KubeKind SecretMetadata { get; } = Secrets with { MetadataOnly = true };

    public static KubeKind Events { get; } = Core("events", true);

    public static KubeKind PersistentVolumeClaims { get; } = Core("persistentvolumeclaims", true);

    public static KubeKind EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices", true);

    public static KubeKind NetworkPolicies { get; } = new("networking.k8s.io", "v1", "networkpolicies", true);

    /// <summary>Policies that only their own network plugin understands.</summary>
    public static KubeKind CiliumNetworkPolicies { get; } = new("cilium.io", "v2", "ciliumnetworkpolicies", true);

    public static KubeKind CalicoNetworkPolicies { get; } = new("crd.projectcalico.org", "v1", "networkpolicies", true);

    public static KubeKind HorizontalPodAutoscalers { get; } = new("autoscaling", "v2", "horizontalpodautoscalers", true);

    public static KubeKind Leases { get; } = new("coordination.k8s.io", "v1", "leases", true);

    public static KubeKind TokenReviews { get; } = new("authentication.k8s.io", "v1", "tokenreviews", false);

    public static KubeKind SubjectAccessReviews { get; } = new("authorization.k8s.io", "v1", "subjectaccessreviews", false);

    public static KubeKind SelfSubjectAccessReviews { get; } = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", false);

    public static KubeKind MutatingWebhookConfigurations { get; } = Admission("mutatingwebhookconfigurations");

    public static KubeKind ValidatingWebhookConfigurations { get; } = Admission("validatingwebhookconfigurations");

    /// <summary>Relative path of one object, or of the collection when no name is given; names are escaped, so none can leave its place.</summary>
    public string Path(string? ns = null, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var scope = Namespaced && !string.IsNullOrEmpty(ns) ? $"/namespaces/{Uri.EscapeDataString(ns)}" : "";
        var item = string.IsNullOrEmpty(name) ? "" : $"/{Uri.EscapeDataString(name)}";
        var part = string.IsNullOrEmpty(subresource) ? "" : $"/{Uri.EscapeDataString(subresource)}";
        return $"{root}{scope}/{Uri.EscapeDataString(Plural)}{item}{part}";
    }

    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    private static KubeKind Core(string plural, bool namespaced) => new("", "v1", plural, namespaced);

    private static KubeKind Admission(string plural) => new("admissionregistration.k8s.io", "v1", plural, false);
}
