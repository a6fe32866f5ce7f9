namespace CanaryMesh.Cluster.Node;

/// <summary>Whether a container that ended is started again.</summary>
internal static class RestartRule
{
    public static bool Restarts(ContainerKind kind, string policy, int code) => kind switch
    {
        ContainerKind.Sidecar => true,
        ContainerKind.Init => code != 0 && policy != "Never",
        ContainerKind.Main => policy == "Always" || (policy == "OnFailure" && code != 0),
    };
}
