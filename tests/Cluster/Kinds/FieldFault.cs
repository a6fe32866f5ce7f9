namespace CanaryMesh.Cluster.Kinds;

/// <summary>One fault of one field, e.g. FieldValueInvalid at spec.replicas.</summary>
internal sealed record FieldFault(string Reason, string Field, string Message);
