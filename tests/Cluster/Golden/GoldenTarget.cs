namespace CanaryMesh.Cluster.Golden;

/// <summary>The cluster records are replayed on.</summary>
public sealed record GoldenTarget(Uri Address, string AuthorityPem, string AdminToken, string KubeconfigPath, string NodeName)
{
    /// <summary>What the cluster has, in the words of a record's needs.</summary>
    public IReadOnlySet<string> Has { get; init; } = new HashSet<string>();

    /// <summary>The kubectl to run.</summary>
    public string Kubectl { get; init; } = Environment.GetEnvironmentVariable("KUBECTL") is { Length: > 0 } path ? path : "kubectl";
}
