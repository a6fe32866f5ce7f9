namespace CanaryMesh.Analyzer.Gates;

/// <summary>The hooks that a rollout waits for now: of which type, for which version, since when, and from when on the next answers count.
/// All of it is on record, so a restart asks again and skips nothing.</summary>
public sealed record GateWait(HookType Type, string Version, DateTimeOffset Since, DateTimeOffset AskAt)
{
    /// <summary>Name of the gate that said no; null while none has.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>A person opened it.</summary>
    public bool Approved { get; init; }
}
