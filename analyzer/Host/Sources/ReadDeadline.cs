namespace CanaryMesh.Analyzer.Sources;

/// <summary>The one deadline of all reads of a tick: <see cref="Token"/> ends with it, <see cref="Caller"/> only with whoever asked for the tick.</summary>
internal sealed record ReadDeadline(TimeSpan Span, CancellationToken Token, CancellationToken Caller);
