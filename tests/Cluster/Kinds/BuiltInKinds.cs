using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>The kinds that are there from the start.</summary>
internal static class BuiltInKinds
{
    public static IReadOnlyList<ResourceKind> All(Func<IClusterAddresses> addresses)
    {
        var rules = new KindRulesTable(new ServiceAddresses(addresses));
        return [.. Declared().Select(k => k with { Schema = ModelTypes.Find(k.Group, k.Version, k.Kind), Rules = rules.Of(k.Group, k.Kind) })];
    }

    private static IEnumerable<ResourceKind> Declared() =>
    [
        new("", "v1", "namespaces", "Namespace") { Namespaced = false, HasStatus = true, ShortNames = ["ns"], Subresources = ["finalize"], SelectableFields = ["status.phase"] },
        new("", "v1", "pods", "Pod") { HasStatus = true, ShortNames = ["po"], Categories = ["all"], Generations = true, Subresources = ["log", "binding", "eviction", "exec"], AnswersDeleted = true, SelectableFields = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"] },
        new("", "v1", "services", "Service") { CreatedByPut = true, HasStatus = true, ShortNames = ["svc"], Categories = ["all"], AnswersDeleted = true, SelectableFields = ["spec.clusterIP", "spec.type"] },
        new("", "v1", "serviceaccounts", "ServiceAccount") { ShortNames = ["sa"], Subresources = ["token"], AnswersDeleted = true },
        new("", "v1", "configmaps", "ConfigMap") { ShortNames = ["cm"] },
        new("", "v1", "secrets", "Secret") { SelectableFields = ["type"] },
        new("", "v1", "nodes", "Node") { Namespaced = false, HasStatus = true, ShortNames = ["no"], SelectableFields = ["spec.unschedulable"] },
        new("", "v1", "events", "Event") { CreatedByPut = true, ShortNames = ["ev"], SelectableFields = EventFields },
        new("", "v1", "endpoints", "Endpoints") { CreatedByPut = true, ShortNames = ["ep"], Singular = "endpoints" },
        new("", "v1", "resourcequotas", "ResourceQuota") { HasStatus = true, ShortNames = ["quota"] },
        new("", "v1", "limitranges", "LimitRange") { CreatedByPut = true, ShortNames = ["limits"] },
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim") { HasStatus = true, ShortNames = ["pvc"] },
        new("events.k8s.io", "v1", "events", "Event") { CreatedByPut = true, ShortNames = ["ev"], KeptAs = new GroupResource("", "events"), SelectableFields = ["type", "reason", "reportingController"] },
        new("apps", "v1", "deployments", "Deployment") { HasStatus = true, HasScale = true, Generations = true, ShortNames = ["deploy"], Categories = ["all"] },
        new("apps", "v1", "replicasets", "ReplicaSet") { HasStatus = true, HasScale = true, Generations = true, ShortNames = ["rs"], Categories = ["all"] },
        new("batch", "v1", "jobs", "Job") { HasStatus = true, Generations = true, Categories = ["all"] },
        new("coordination.k8s.io", "v1", "leases", "Lease") { CreatedByPut = true },
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice") { Generations = true },
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget") { HasStatus = true, Generations = true, ShortNames = ["pdb"] },
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler") { HasStatus = true, ShortNames = ["hpa"], Categories = ["all"] },
        new("autoscaling", "v1", "horizontalpodautoscalers", "HorizontalPodAutoscaler") { HasStatus = true, ShortNames = ["hpa"], Categories = ["all"], StorageVersion = "v2" },
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy") { Generations = true, ShortNames = ["netpol"] },
        new("networking.k8s.io", "v1", "ingresses", "Ingress") { HasStatus = true, Generations = true, ShortNames = ["ing"] },
        new("networking.k8s.io", "v1", "ingressclasses", "IngressClass") { Namespaced = false, Generations = true },
        new("apps", "v1", "daemonsets", "DaemonSet") { HasStatus = true, Generations = true, ShortNames = ["ds"], Categories = ["all"] },
        new("apps", "v1", "statefulsets", "StatefulSet") { HasStatus = true, HasScale = true, Generations = true, ShortNames = ["sts"], Categories = ["all"] },
        new("batch", "v1", "cronjobs", "CronJob") { HasStatus = true, Generations = true, ShortNames = ["cj"], Categories = ["all"] },
        new("", "v1", "persistentvolumes", "PersistentVolume") { Namespaced = false, HasStatus = true, ShortNames = ["pv"] },
        new("storage.k8s.io", "v1", "storageclasses", "StorageClass") { Namespaced = false, ShortNames = ["sc"] },
        new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass") { Namespaced = false, Generations = true, ShortNames = ["pc"] },
        new("rbac.authorization.k8s.io", "v1", "roles", "Role") { CreatedByPut = true },
        new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding") { CreatedByPut = true },
        new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole") { CreatedByPut = true, Namespaced = false },
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding") { CreatedByPut = true, Namespaced = false },
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration") { Namespaced = false, Generations = true, Categories = ["api-extensions"] },
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration") { Namespaced = false, Generations = true, Categories = ["api-extensions"] },
        new("admissionregistration.k8s.io", "v1", "mutatingadmissionpolicies", "MutatingAdmissionPolicy") { Namespaced = false, Generations = true, Categories = ["api-extensions"] },
        new("admissionregistration.k8s.io", "v1", "mutatingadmissionpolicybindings", "MutatingAdmissionPolicyBinding") { Namespaced = false, Generations = true, Categories = ["api-extensions"] },
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition") { Namespaced = false, HasStatus = true, Generations = true, ShortNames = ["crd", "crds"], Categories = ["api-extensions"] },
        new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview") { Namespaced = false, Fleeting = true },
        new("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview") { Namespaced = false, Fleeting = true },
        new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview") { Namespaced = false, Fleeting = true },
        new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview") { Namespaced = false, Fleeting = true },
        new("authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview") { Namespaced = false, Fleeting = true },
        new("authorization.k8s.io", "v1", "localsubjectaccessreviews", "LocalSubjectAccessReview") { Fleeting = true },
    ];

    private static readonly string[] EventFields =
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
        "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
    ];
}
