namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Names a rollout: the Canary's namespace and name, nothing else.</summary>
public readonly record struct RolloutKey(string Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";
}
