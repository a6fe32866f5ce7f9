using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>The kinds that controllers name.</summary>
internal static class Resources
{
    public static GroupResource Pods { get; } = new("", "pods");

    public static GroupResource Nodes { get; } = new("", "nodes");

    public static GroupResource Services { get; } = new("", "services");

    public static GroupResource Namespaces { get; } = new("", "namespaces");

    public static GroupResource ServiceAccounts { get; } = new("", "serviceaccounts");

    public static GroupResource ConfigMaps { get; } = new("", "configmaps");

    public static GroupResource Events { get; } = new("", "events");

    public static GroupResource Quotas { get; } = new("", "resourcequotas");

    public static GroupResource Deployments { get; } = new("apps", "deployments");

    public static GroupResource ReplicaSets { get; } = new("apps", "replicasets");

    public static GroupResource Jobs { get; } = new("batch", "jobs");

    public static GroupResource EndpointSlices { get; } = new("discovery.k8s.io", "endpointslices");

    public static GroupResource Endpoints { get; } = new("", "endpoints");

    public static GroupResource Budgets { get; } = new("policy", "poddisruptionbudgets");

    public static GroupResource Definitions { get; } = new("apiextensions.k8s.io", "customresourcedefinitions");
}
