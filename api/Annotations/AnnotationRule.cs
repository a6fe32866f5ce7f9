namespace CanaryMesh.Api.Annotations;

/// <summary>One annotation's legal values: a test, and the words that complete "must be".</summary>
public sealed record AnnotationRule(Func<string, bool> IsLegal, string Words);
