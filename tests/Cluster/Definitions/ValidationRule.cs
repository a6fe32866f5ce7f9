namespace CanaryMesh.Cluster.Definitions;

/// <summary>One of x-kubernetes-validations.</summary>
internal sealed record ValidationRule(string Rule, string? Message, string? MessageExpression, string? Reason, string? FieldPath);
