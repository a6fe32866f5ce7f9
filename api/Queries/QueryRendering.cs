namespace CanaryMesh.Api.Queries;

/// <summary>What is asked in the end, or why it cannot be.</summary>
public sealed record QueryRendering(string Text, IReadOnlyList<QueryFault> Faults, IReadOnlyList<TargetUse> Uses)
{
    /// <summary>The faults in one sentence.</summary>
    public string Fault => string.Join("; ", Faults);
}

/// <summary>A label matcher in which target stood for the workload on trial, e.g. pod =~.</summary>
public sealed record TargetUse(string Label, string Operator);
