namespace CanaryMesh.Analyzer.Gates;

/// <summary>What a hook answered about a version, retries included. Whether it still counts is decided by when it was asked.</summary>
public sealed record HookOutcome(Hook Hook, string Version, DateTimeOffset AskedAt, DateTimeOffset AnsweredAt, bool Passed, string Sentence);
