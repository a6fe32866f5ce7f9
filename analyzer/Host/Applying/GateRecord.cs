using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>What is waited for and who is still to be told, to the record and back.</summary>
internal static class GateRecord
{
    public static CanaryGate? Write(GateWait? gate) => gate is null
        ? null
        : new()
        {
            Type = gate.Type.Word(),
            Version = gate.Version,
            Since = gate.Since,
            AskTime = gate.AskAt,
            ClosedBy = gate.ClosedBy,
            Approved = gate.Approved ? true : null,
        };

    public static CanaryEnding? Write(PostRound? post) => post is null ? null : new() { Version = post.Version, Phase = post.Phase, Time = post.Since };

    public static GateWait? Read(CanaryGate? gate) => gate is not null && HookTypes.Parse(gate.Type) is { } type
        ? new(type, gate.Version, gate.Since, gate.AskTime) { ClosedBy = gate.ClosedBy, Approved = gate.Approved == true }
        : null;

    public static PostRound? Read(CanaryEnding? ending) => ending is null ? null : new(ending.Version, ending.Phase, ending.Time);
}
