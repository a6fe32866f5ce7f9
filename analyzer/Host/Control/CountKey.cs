using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Under which circumstances requests were counted.</summary>
internal readonly record struct CountKey(Wire.Side Side, Wire.Route Route, string Version, PolicyId Policy, int EffectiveWeight)
{
    // A short template hash is far shorter; a proxy must not make keys of any size.
    private const int LongestVersion = 64;

    public static CountKey? Of(Wire.SideCounts row) => row.Version.Length <= LongestVersion && row.EffectiveWeight <= 100
        ? new CountKey(row.Side, row.Route, row.Version, PolicyId.Of(row.Policy), (int)row.EffectiveWeight)
        : null;
}
