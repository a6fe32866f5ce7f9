using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;
using Source = CanaryMesh.Api.Control.Condition.Types.Source;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Tests.Routing;

public sealed class ChoiceRulesTests
{
    [Theory]
    [InlineData(Test.Exact, "true", "true", true)]
    [InlineData(Test.Exact, "true", "True", false)]
    [InlineData(Test.Prefix, "be", "beta", true)]
    [InlineData(Test.Prefix, "be", "alpha", false)]
    [InlineData(Test.Suffix, "ta", "beta", true)]
    [InlineData(Test.Suffix, "ta", "tab", false)]
    [InlineData(Test.Regex, "b.*a", "beta", true)]
    [InlineData(Test.Regex, "b.*", "a beta", false)]
    [InlineData(Test.Regex, "a|b", "ab", false)]
    [InlineData(Test.Present, "", "anything", true)]
    public void Header_ComparedInEachWay_TakesOrLeavesTheRequest(Test test, string value, string header, bool isTaken)
    {
        var rules = Rules(Lane(Condition(Source.Header, "x-canary", test, value)));

        Assert.Equal(isTaken, rules.Choose(Request(("X-Canary", header)), Table(0, 100)) is Choice.KeptOnCanary);
    }

    [Theory]
    [InlineData("user=beta", true)]
    [InlineData("a=1; user=beta;b=2", true)]
    [InlineData("user=betas", false)]
    [InlineData("xuser=beta", false)]
    [InlineData("user", false)]
    public void Cookie_IsFoundAmongOthers(string cookies, bool isTaken)
    {
        var rules = Rules(Lane(Condition(Source.Cookie, "user", Test.Exact, "beta")));

        Assert.Equal(isTaken, rules.Choose(Request(("Cookie", cookies)), Table(0, 100)) is Choice.KeptOnCanary);
    }

    // Flagger's own way to match a cookie.
    [Theory]
    [InlineData("canary=always", true)]
    [InlineData("a=b; canary=always; c=d", true)]
    [InlineData("canary=never", false)]
    public void CookieHeader_ByExpression_IsComparedWhole(string cookies, bool isTaken)
    {
        var rules = Rules(Lane(Condition(Source.Header, "cookie", Test.Regex, "^(.*?; ?)?(canary=always)(;.*)?$")));

        Assert.Equal(isTaken, rules.Choose(Request(("Cookie", cookies)), Table(0, 100)) is Choice.KeptOnCanary);
    }

    [Theory]
    [InlineData("?user=be%20ta", true)]
    [InlineData("?other=be%20ta", false)]
    public void Query_IsComparedWithoutItsEscapes(string query, bool isTaken)
    {
        var request = Request();
        request.Request.QueryString = new QueryString(query);

        Assert.Equal(isTaken, Rules(Lane(Condition(Source.Query, "user", Test.Exact, "be ta"))).Choose(request, Table(0, 100)) is Choice.KeptOnCanary);
    }

    [Theory]
    [InlineData("1", "2", true)]
    [InlineData("1", "3", false)]
    [InlineData("3", "2", false)]
    public void Lane_NeedsAllItsConditions(string a, string b, bool isTaken)
    {
        var rules = Rules(Lane(Condition(Source.Header, "a", Test.Exact, "1"), Condition(Source.Header, "b", Test.Exact, "2")));

        Assert.Equal(isTaken, rules.Choose(Request(("a", a), ("b", b)), Table(0, 100)) is Choice.KeptOnCanary);
    }

    [Fact]
    public void Lanes_NeedOneOfThem()
    {
        var rules = Rules(Lane(Condition(Source.Header, "a", Test.Exact, "1")), Lane(Condition(Source.Header, "b", Test.Exact, "2")));

        Assert.Equal(Choice.KeptOnCanary, rules.Choose(Request(("b", "2")), Table(0, 100)));
    }

    [Fact]
    public void Lane_WithoutAShareInForce_IsClosed() =>
        Assert.Equal(Choice.DrawnToApp, Rules(Lane(Condition(Source.Header, "a", Test.Present, ""))).Choose(Request(("a", "1")), Table(0, 0)));

    [Fact]
    public void Key_AtAWeight_KeepsAShareOfItsClientsOfThatSize()
    {
        var rules = Sticky(new() { Header = "x-user" });

        var kept = Enumerable.Range(0, 20_000).Count(user => rules.Choose(Request(("x-user", $"user-{user}")), Table(30)) is Choice.DrawnToCanary);

        Assert.InRange(kept, 5_700, 6_300);
    }

    [Fact]
    public void Key_WhileTheWeightGrows_NeverTakesAClientBack()
    {
        var rules = Sticky(new() { Cookie = "session" });

        for (var user = 0; user < 500; user++)
        {
            var request = Request(("Cookie", $"a=b; session={user}"));
            var first = Enumerable.Range(0, 101).First(weight => rules.Choose(request, Table((uint)weight)) is Choice.DrawnToCanary);
            Assert.All(Enumerable.Range(first, 101 - first), weight => Assert.Equal(Choice.DrawnToCanary, rules.Choose(request, Table((uint)weight))));
        }
    }

    [Fact]
    public void Key_OfAnotherVersion_TakesOtherClientsFirst()
    {
        var one = Sticky(new() { Header = "x-user" });
        var other = RulesBuilder.Build(new Policy { Stickiness = new() { Header = "x-user" }, CanaryVersion = "cccc" })!;

        var same = Enumerable.Range(0, 2_000).Select(user => Request(("x-user", $"{user}")))
            .Count(request => one.Choose(request, Table(10)) is Choice.DrawnToCanary && other.Choose(request, Table(10)) is Choice.DrawnToCanary);

        Assert.InRange(same, 0, 60);
    }

    [Fact]
    public void Key_OfAnAddress_IsTheFirstThatIsForwarded()
    {
        var rules = Sticky(new() { ClientAddress = true });

        for (var host = 1; host < 100; host++)
        {
            Assert.Equal(
                rules.Choose(Request(("X-Forwarded-For", $"10.0.0.{host}")), Table(50)),
                rules.Choose(Request(("X-Forwarded-For", $"10.0.0.{host}, 192.0.2.{host}")), Table(50)));
        }
    }

    [Fact]
    public void Key_ThatIsMissing_IsDrawn()
    {
        var rules = Sticky(new() { Header = "x-user" });

        var drawn = Enumerable.Range(0, 2_000).Count(_ => rules.Choose(Request(), Table(50)) is Choice.DrawnToCanary);

        Assert.InRange(drawn, 800, 1_200);
    }

    [Fact]
    public void Lane_ComesBeforeTheCookieAndTheCookieBeforeTheKey()
    {
        var policy = new Policy
        {
            Affinity = new() { Name = "c", Canary = "c=v1", Primary = "p=v1-50" },
            Stickiness = new() { Header = "x-user" },
        };
        policy.Lanes.Add(Lane(Condition(Source.Header, "canary", Test.Exact, "true")));
        var rules = RulesBuilder.Build(policy)!;

        Assert.Equal(Choice.KeptOnCanary, rules.Choose(Request(("canary", "true"), ("Cookie", "p=v1-50")), Table(0, 50)));
        Assert.Equal(Choice.KeptOnApp, rules.Choose(Request(("Cookie", "p=v1-50"), ("x-user", "1")), Table(50)));
        Assert.Equal(Choice.KeptOnCanary, rules.Choose(Request(("Cookie", "c=v1"), ("x-user", "1")), Table(1)));
        Assert.Equal(Choice.DrawnToApp, rules.Choose(Request(("Cookie", "c=v0"), ("x-user", "1")), Table(0, 1)));
    }

    [Fact]
    public void Policy_WithoutRules_HasThePlainPath() => Assert.Null(RulesBuilder.Build(Some.Policy(weight: 50)));

    private static ChoiceRules Sticky(Stickiness key) => RulesBuilder.Build(new Policy { Stickiness = key, CanaryVersion = "bbbb" })!;

    private static ChoiceRules Rules(params Lane[] lanes)
    {
        var policy = new Policy();
        policy.Lanes.AddRange(lanes);
        return RulesBuilder.Build(policy)!;
    }

    private static Lane Lane(params Condition[] conditions)
    {
        var lane = new Lane();
        lane.Conditions.AddRange(conditions);
        return lane;
    }

    private static Condition Condition(Source source, string name, Test test, string value) =>
        new() { Source = source, Name = name, Test = test, Value = value };

    private static DefaultHttpContext Request(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }

    private static SplitTable Table(uint weight, uint? effective = null) => new()
    {
        Weight = weight,
        Effective = effective ?? weight,
        Canaries = [],
        Own = new SideCounter(),
        Canary = new SideCounter(),
    };
}
