namespace CanaryMesh.Analyzer.Judging;

/// <summary>What one proxy process has counted since it began. The sequence grows from report to report of a process.</summary>
public sealed record InstanceReport(string Instance, ulong Sequence, IReadOnlyList<TallyRow> Rows);
