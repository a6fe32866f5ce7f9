namespace CanaryMesh.Cli.Records;

/// <summary>What one ConfigMap holds as a record, as it is; somebody may have edited it.</summary>
internal sealed record KeptRecord(string ConfigMap, string Text);
