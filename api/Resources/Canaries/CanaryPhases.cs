using System.Collections.Frozen;

namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Names of phases on the wire.</summary>
public static class CanaryPhases
{
    private static readonly FrozenDictionary<string, CanaryPhase> ByName =
        Enum.GetValues<CanaryPhase>().ToFrozenDictionary(phase => phase.Name(), StringComparer.Ordinal);

    /// <summary>The phase's name as status.phase has it.</summary>
    public static string Name(this CanaryPhase phase) => phase is CanaryPhase.None ? "" : phase.ToString();

    /// <summary>Reads a name; false if it is no phase.</summary>
    public static bool TryParse(string? name, out CanaryPhase phase) => ByName.TryGetValue(name ?? " ", out phase);
}
