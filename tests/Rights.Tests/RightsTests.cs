namespace CanaryMesh.Rights.Tests;

/// <summary>The end-to-end tests ran with the shipped roles and nothing else: what was asked for was granted, and what is granted was asked
/// for. Whoever takes a rule away makes the first fail; whoever adds one that nothing needs, the second.</summary>
public sealed class RightsTests
{
    private const string NoRun = "no end-to-end run is on record: they go before these";

    [Fact]
    public void Rights_AskedFor_AreGranted()
    {
        Assert.True(AskedRight.All.Count > 0, NoRun);
        None(AskedRight.All.Where(asked => IsOurs(asked) && !asked.Allowed));
    }

    [Fact]
    public void Rights_Granted_AreEachAskedForAndGrantedByNoOtherRule()
    {
        Assert.True(AskedRight.All.Count > 0, NoRun);
        None(ShippedRule.All.Where(rule => !UnaskedRights.Reasons.ContainsKey($"{rule}") && !IsNeeded(rule)));
    }

    [Fact]
    public void Reasons_AreOfRulesThatAreShipped() =>
        None(UnaskedRights.Reasons.Keys.Where(key => !ShippedRule.All.Any(rule => $"{rule}" == key)));

    private static bool IsNeeded(ShippedRule rule)
    {
        var others = ShippedRule.All.Where(other => other != rule).ToList();
        return AskedRight.All.Any(asked => rule.Allows(asked) && !others.Any(other => other.Allows(asked)));
    }

    private static void None(IEnumerable<object> found)
    {
        var lines = found.Select(each => $"{each}").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static bool IsOurs(AskedRight asked) => ShippedRule.All.Any(rule => rule.Account == asked.Account);
}
