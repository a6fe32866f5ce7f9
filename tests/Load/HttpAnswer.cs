namespace CanaryMesh.Load;

/// <summary>A whole answer: who gave it, and whether its connection can carry another request.</summary>
internal sealed record HttpAnswer(int Status, string? Version, bool KeepsAlive);
