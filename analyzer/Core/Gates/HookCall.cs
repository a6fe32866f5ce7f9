namespace CanaryMesh.Analyzer.Gates;

/// <summary>A wish: this hook's answer about this version, asked for no earlier than this. What is under way or known is not asked for again,
/// so a wish may be repeated. Phase is what the hook is told.</summary>
public sealed record HookCall(Hook Hook, string Version, DateTimeOffset NotBefore, string Phase);
