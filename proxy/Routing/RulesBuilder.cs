using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Routing;

/// <summary>A valid policy → what comes before the draw; null if nothing does, which is the plain path.</summary>
internal static class RulesBuilder
{
    public static ChoiceRules? Build(Policy policy) =>
        policy is { Lanes.Count: 0, Affinity: null, Stickiness: null, MirrorWeight: 0, LaneWeight: 0 }
            ? null
            : new()
            {
                Lanes = [.. policy.Lanes.Select(lane => new LaneRule([.. lane.Conditions.Select(LaneTerm.Of)]))],
                Affinity = policy.Affinity is { } affinity ? new(affinity) : null,
                Client = policy.Stickiness is { } key ? ClientKey.Of(key, policy.CanaryVersion) : null,
                Mirror = policy.MirrorWeight,
            };
}
