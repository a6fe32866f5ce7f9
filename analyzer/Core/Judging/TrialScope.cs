using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Which counts speak of one trial: drawn requests of both sides under a share of its own policies.</summary>
public sealed record TrialScope(string Version, PolicyStamp Since)
{
    /// <summary>Lanes, cookies, copies and what came past the split say nothing of the shares; nor does a weight with one side alone.</summary>
    public bool Holds(TallyKey key) =>
        key.Route is Route.Split
        && key.Weight is > 0 and < 100
        && key.Policy >= Since
        && (key.Side is Side.Primary || (key.Side is Side.Canary && key.Version == Version));
}
