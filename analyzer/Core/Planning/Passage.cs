using CanaryMesh.Analyzer.Gates;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>How a point that hooks guard was found.</summary>
internal enum PassageKind
{
    /// <summary>Go on.</summary>
    Open,

    /// <summary>An answer is awaited.</summary>
    Asking,

    /// <summary>An answer came and says no.</summary>
    Refused,

    /// <summary>It said no; it is asked again later.</summary>
    Resting,
}

/// <summary>A guarded point at one instant: what is recorded of it, whom to ask, and in one sentence why; the sentence stays the same while a
/// gate stays closed.</summary>
internal sealed record Passage(PassageKind Kind, GateWait? Wait, HookCall? Call, string Sentence)
{
    /// <summary>What the hook that said no answered.</summary>
    internal string Answer { get; init; } = "";

    internal static Passage Free { get; } = new(PassageKind.Open, null, null, "");

    internal IReadOnlyList<HookCall> Calls => Call is null ? [] : [Call];
}
