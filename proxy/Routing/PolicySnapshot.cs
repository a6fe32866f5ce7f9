using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Routing;

/// <summary>One policy, validated and immutable, with everything the data path needs ready to use. Requests keep the one they began with.</summary>
internal sealed class PolicySnapshot
{
    /// <summary>As received; an empty policy with identity zero before the first.</summary>
    public required Policy Policy { get; init; }

    public required Side OwnSide { get; init; }

    /// <summary>One per port of the plan.</summary>
    public required SplitTable[] Tables { get; init; }

    /// <summary>What watches the version on trial; null if nothing does.</summary>
    public required GuardTrial? Trial { get; init; }

    public required SideCounter Direct { get; init; }

    public required SideCounter Hop { get; init; }

    public required SideCounter Fallback { get; init; }

    public uint EffectiveWeight => Tables.Length == 0 ? 0 : Tables.Min(table => table.Effective);

    public string OwnTrack => OwnSide == Side.Canary ? AnnotationNames.Canary : AnnotationNames.Primary;
}
