using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Lanes, cookies, keys and copies as the proxies are told. Values of cookies are made of the trial alone, so every leader makes the
/// same ones and none has to be kept: the canary's is of its version, the primary's of the weight as well, since its clients have to be drawn
/// again at the next.</summary>
internal static class TrafficComposer
{
    public static void Write(Wire.Policy content, TargetPolicy policy)
    {
        var traffic = policy.Traffic;
        content.MirrorWeight = (uint)Math.Clamp(policy.MirrorWeight, 0, 100);
        // Nobody is led anywhere while no share is in force: proxies at rest have the plain path.
        if (policy.CanaryWeight > 0)
        {
            content.Lanes.AddRange(traffic.Lanes.Select(Lane));
            content.Stickiness = traffic.Sticky is { } sticky ? Sticky(sticky) : null;
        }

        if (traffic.LanesOnly)
        {
            (content.CanaryWeight, content.LaneWeight) = (0, content.CanaryWeight);
        }

        if (traffic.Affinity is { } affinity)
        {
            content.Affinity = Affinity(affinity, policy);
        }
    }

    public static void Clear(Wire.Policy policy)
    {
        policy.Lanes.Clear();
        policy.LaneWeight = 0;
        policy.MirrorWeight = 0;
        policy.Affinity = null;
        policy.Stickiness = null;
    }

    private static Wire.Lane Lane(Lane from)
    {
        var lane = new Wire.Lane();
        lane.Conditions.AddRange(from.Conditions.Select(Condition));
        return lane;
    }

    private static Wire.Condition Condition(LaneCondition from) => new()
    {
        Source = from.Source switch
        {
            LaneSource.Header => Wire.Condition.Types.Source.Header,
            LaneSource.Cookie => Wire.Condition.Types.Source.Cookie,
            LaneSource.Query => Wire.Condition.Types.Source.Query,
        },
        Name = from.Name,
        Test = from.Test switch
        {
            LaneTest.Present => Wire.Condition.Types.Test.Present,
            LaneTest.Exact => Wire.Condition.Types.Test.Exact,
            LaneTest.Prefix => Wire.Condition.Types.Test.Prefix,
            LaneTest.Suffix => Wire.Condition.Types.Test.Suffix,
            LaneTest.Regex => Wire.Condition.Types.Test.Regex,
        },
        Value = from.Value,
    };

    private static Wire.Affinity Affinity(CookieAffinity from, TargetPolicy policy)
    {
        var canary = $"{from.Name}={policy.CanaryVersion}";
        var primary = from.PrimaryName is { } name ? $"{name}={policy.CanaryVersion}-{policy.CanaryWeight}" : "";
        return new()
        {
            Name = from.Name,
            Canary = canary,
            SetCanary = $"{canary}; Max-Age={from.MaxAgeSeconds}{from.Attributes}",
            Primary = primary,
            SetPrimary = primary.Length > 0 ? $"{primary}; Max-Age={from.PrimaryMaxAgeSeconds}{from.Attributes}" : "",
            Expire = $"{from.Name}=; Max-Age=-1{from.Attributes}",
        };
    }

    private static Wire.Stickiness Sticky(StickyKey from) => from.Source switch
    {
        StickySource.Header => new() { Header = from.Name },
        StickySource.Cookie => new() { Cookie = from.Name },
        StickySource.ClientAddress => new() { ClientAddress = true },
    };
}
