namespace CanaryMesh.Analyzer.Judging;

/// <summary>Counts of one key.</summary>
public sealed record TallyRow(TallyKey Key, Tally Tally);
