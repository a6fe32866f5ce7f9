using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Tests.Support;
using Source = CanaryMesh.Api.Control.Condition.Types.Source;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Tests.Routing;

public sealed class RuleValidatorTests
{
    [Fact]
    public void Faults_OfGoodRules_AreNone()
    {
        var policy = With(new Condition { Source = Source.Header, Name = "canary", Test = Test.Regex, Value = "t.*" });
        policy.Affinity = new() { Name = "c", Canary = "c=v", SetCanary = "c=v; Max-Age=1", Expire = "c=; Max-Age=-1" };
        policy.Stickiness = new() { ClientAddress = true };

        Assert.Empty(PolicyValidator.Faults(policy, "primary", Some.Plan));
    }

    public static TheoryData<Policy, string> Faulty => new()
    {
        { With(), "has a lane without a condition" },
        { With(new Condition { Source = Source.Header, Test = Test.Present }), "has the condition Header '' Present ''" },
        { With(new Condition { Name = "a", Test = Test.Present }), "has the condition Unspecified 'a' Present ''" },
        { With(new Condition { Source = Source.Header, Name = "a" }), "has the condition Header 'a' Unspecified ''" },
        { With(new Condition { Source = Source.Query, Name = "a", Test = Test.Regex, Value = "(" }), "has the condition Query 'a' Regex '('" },
        { With(new Condition { Source = Source.Query, Name = "a", Test = Test.Regex, Value = "(?=a)" }), "has the condition Query 'a' Regex '(?=a)'" },
        { Changed(policy => policy.MirrorWeight = 101), "has mirror weight 101, more than 100" },
        { Changed(policy => policy.LaneWeight = 101), "has lane weight 101, more than 100" },
        { Changed(policy => policy.Affinity = new() { Name = "c", SetCanary = "c=v\r\nx: y" }), "has the cookie 'c=v\\u000d\\u000ax: y'" },
        { Changed(policy => policy.Affinity = new() { Canary = "c=v" }), "has a cookie without a name" },
        { Changed(policy => policy.Stickiness = new()), "has a stickiness without a key" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Faults_OfAFaultyRule_NameIt(Policy policy, string fault) => Assert.Equal([fault], PolicyValidator.Faults(policy, "primary", Some.Plan));

    private static Policy With(params Condition[] conditions) => Changed(policy =>
    {
        var lane = new Lane();
        lane.Conditions.AddRange(conditions);
        policy.Lanes.Add(lane);
    });

    private static Policy Changed(Action<Policy> change)
    {
        var policy = Some.Policy();
        change(policy);
        return policy;
    }
}
