namespace CanaryMesh.Api.Reasons;

/// <summary>Why something was left alone: a code for machines (metrics, events, audit) and one sentence for people.</summary>
public sealed record Reason(string Code, string Sentence);
