namespace CanaryMesh.Analyzer.Control;

/// <summary>Namespace and name of a target Deployment; its copy's pods belong to the same key.</summary>
internal readonly record struct WorkloadKey(string Namespace, string Target)
{
    public override string ToString() => $"{Namespace}/{Target}";
}
