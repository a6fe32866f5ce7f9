namespace CanaryMesh.Cluster.Kinds;

/// <summary>Where in an object its scale is.</summary>
internal sealed record ScalePaths(string[] SpecReplicas, string[] StatusReplicas, string[]? Selector)
{
    public static ScalePaths Workload { get; } = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);
}
