namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Who goes where before the weights are asked.</summary>
public sealed record TrafficRules
{
    /// <summary>Requests that go to the canary while a share is in force; any of them is enough.</summary>
    public IReadOnlyList<Lane> Lanes { get; init; } = [];

    /// <summary>Nobody else goes there: the weight is that of the lanes.</summary>
    public bool LanesOnly { get; init; }

    /// <summary>Cookies that keep a client on the side it was drawn to.</summary>
    public CookieAffinity? Affinity { get; init; }

    /// <summary>What keeps a client below or above the weight.</summary>
    public StickyKey? Sticky { get; init; }
}
