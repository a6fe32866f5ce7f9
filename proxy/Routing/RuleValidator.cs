using CanaryMesh.Api.Control;
using CanaryMesh.Api.Values;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Faults of what comes before the draw. A rule that cannot be kept makes the whole policy refused: left out, it would send
/// requests where nobody wants them.</summary>
internal static class RuleValidator
{
    private const int MostTerms = 256;

    public static IEnumerable<string> Faults(Policy policy) =>
        [.. Weights(policy), .. policy.Lanes.SelectMany(Lane), .. Cookies(policy.Affinity), .. Key(policy.Stickiness)];

    private static IEnumerable<string> Weights(Policy policy)
    {
        foreach (var (name, weight) in new[] { ("lane weight", policy.LaneWeight), ("mirror weight", policy.MirrorWeight) })
        {
            if (weight > 100)
            {
                yield return $"has {name} {weight}, more than 100";
            }
        }

        if (policy.Lanes.Sum(lane => lane.Conditions.Count) > MostTerms)
        {
            yield return $"has more than {MostTerms} conditions";
        }
    }

    private static IEnumerable<string> Lane(Lane lane) => lane.Conditions.Count == 0
        ? ["has a lane without a condition"]
        : lane.Conditions.Where(each => !IsLegal(each)).Select(each => $"has the condition {each.Source} '{ShownText.Of(each.Name)}' {each.Test} '{ShownText.Of(each.Value)}'");

    private static bool IsLegal(Condition condition) => condition.Name.Length > 0
        && condition.Source is Condition.Types.Source.Header or Condition.Types.Source.Cookie or Condition.Types.Source.Query
        && condition.Test switch
        {
            Test.Present or Test.Exact or Test.Prefix or Test.Suffix => true,
            Test.Regex => LanePattern.Compile(condition.Value) is not null,
            _ => false,
        };

    private static IEnumerable<string> Cookies(Affinity? affinity)
    {
        foreach (var text in affinity is null ? [] : new[] { affinity.Name, affinity.Canary, affinity.SetCanary, affinity.Primary, affinity.SetPrimary, affinity.Expire })
        {
            if (!text.All(each => each is >= ' ' and <= '~'))
            {
                yield return $"has the cookie '{ShownText.Of(text)}'";
            }
        }

        if (affinity is { Name: "" })
        {
            yield return "has a cookie without a name";
        }
    }

    private static IEnumerable<string> Key(Stickiness? key) => key is null or { ClientAddress: true } or { Header.Length: > 0 } or { Cookie.Length: > 0 }
        ? []
        : ["has a stickiness without a key"];
}
