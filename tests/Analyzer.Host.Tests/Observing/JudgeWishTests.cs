using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class JudgeWishTests
{
    [Theory]
    [InlineData(null, null, null, JudgeMode.Strict)]
    [InlineData(null, null, "advisory", JudgeMode.Advisory)]
    [InlineData(null, "off", "advisory", JudgeMode.Off)]
    [InlineData("advisory", "off", "strict", JudgeMode.Advisory)]
    [InlineData("harsh", "off", "strict", JudgeMode.Off)]
    [InlineData(null, "harsh", "off", JudgeMode.Off)]
    [InlineData(null, null, "harsh", JudgeMode.Strict)]
    public void Wish_ForWhomAnAnnotationMadeTheCanary(string? canary, string? spec, string? target, JudgeMode mode) =>
        Assert.Equal(mode, Wish(Inferred(Canary(canary, spec)), target).Mode);

    [Theory]
    [InlineData(null, null, JudgeMode.Advisory)]
    [InlineData(null, "strict", JudgeMode.Strict)]
    [InlineData("off", "strict", JudgeMode.Off)]
    public void Wish_OfACanaryOfTheTeamsOwn_IsNeverTheDeployments(string? canary, string? spec, JudgeMode mode) =>
        Assert.Equal(mode, Wish(Canary(canary, spec), "strict").Mode);

    [Fact]
    public void Wish_OfWhoeverSaysNothing_IsPacedByProofOnlyWhereAnAnnotationMadeTheCanary()
    {
        var (inferred, own) = (Wish(Inferred(Canary()), null), Wish(Canary(), null));

        Assert.Equal((Pace.Proof, SharedCause.Hold, LimitReading.Evidence), (inferred.Pace, inferred.SharedCause, inferred.Limits));
        Assert.Equal((Pace.Clock, SharedCause.Blame, LimitReading.Checks), (own.Pace, own.SharedCause, own.Limits));
    }

    [Fact]
    public void Wish_OfAnInferredCanaryThatATeamHasTakenOver_IsThatOfATeam()
    {
        var taken = Inferred(Canary());
        taken.Within("metadata").Within("annotations")["kubectl.kubernetes.io/last-applied-configuration"] = "{}";

        Assert.Equal(JudgeMode.Advisory, Wish(taken, "strict").Mode);
    }

    [Fact]
    public void Wish_OfEachSetting_IsThatOfTheSpec()
    {
        var canary = Canary();
        canary.Within("spec")["analysis"] = JsonNode.Parse("""{"judge":"strict","pace":"proof","sharedCause":"hold","limits":"evidence","preset":"cautious","calm":true,"margins":{"errors":{"ratio":2,"points":0.5}}}""");

        var wish = Wish(canary, null);

        Assert.Equal((Pace.Proof, SharedCause.Hold, LimitReading.Evidence, 0.001, true), (wish.Pace, wish.SharedCause, wish.Limits, wish.Alpha, wish.IsCalm));
        Assert.Equal(new Margin(2, 0.005), wish.Errors);
    }

    [Theory]
    [InlineData(AnnotationNames.JudgePace, "clock")]
    [InlineData(AnnotationNames.JudgeSharedCause, "blame")]
    [InlineData(AnnotationNames.JudgeLimits, "checks")]
    [InlineData(AnnotationNames.JudgePreset, "eager")]
    [InlineData(AnnotationNames.JudgeCalm, "true")]
    [InlineData(AnnotationNames.JudgeMargin, "3+1")]
    public void Wish_OfADeployment_CountsWhereItsAnnotationMadeTheCanaryAndItsSpecIsSilent(string name, string value)
    {
        var target = Thing.Deployment();
        target.Annotate(name, value);

        Assert.NotEqual(Wish(Inferred(Canary()), null), JudgeWish.Of(Inferred(Canary()), null, target, new()));
        Assert.Equal(Wish(Canary(), null), JudgeWish.Of(Canary(), null, target, new()));
    }

    [Fact]
    public void Wish_OfWhoeverSaysNothing_HasTheUsualMargins() => Assert.Equal((new JudgeSettings().Errors, 0.01), (Wish(Canary(), null).Errors, Wish(Canary(), null).Alpha));

    [Theory]
    [InlineData("""{"preset":"bold","limits":"Evidence","calm":"yes","pace":1,"margins":{"errors":{"ratio":0.5,"points":"x"}}}""")]
    [InlineData("""{"margins":[]}""")]
    public void Wish_ThatIsNotLegal_IsNotSaid(string analysis)
    {
        var canary = Canary();
        canary.Within("spec")["analysis"] = JsonNode.Parse(analysis);

        Assert.Equal(Wish(Canary(), null), Wish(canary, null));
    }

    [Fact]
    public void Wish_WithFaultsInTheSpec_IsThatOfTheLastGoodOne() =>
        Assert.Equal(JudgeMode.Off, JudgeWish.Of(Canary(spec: "strict"), Canary(spec: "off"), null, new()).Mode);

    [Fact]
    public void Wish_WithoutATarget_IsTheCanarys() => Assert.Equal(JudgeMode.Strict, JudgeWish.Of(Inferred(Canary()), null, null, new()).Mode);

    private static JudgeSettings Wish(JsonObject canary, string? target) => JudgeWish.Of(canary, canary, Saying(Thing.Deployment(), target), new());

    private static JsonObject Canary(string? said = null, string? spec = null)
    {
        var canary = Saying(Thing.Canary(), said);
        if (spec is not null)
        {
            canary.Within("spec").Within("analysis")["judge"] = spec;
        }

        return canary;
    }

    private static JsonObject Inferred(JsonObject canary)
    {
        canary.Within("metadata").Within("labels")[AnnotationNames.Inferred] = "true";
        return canary;
    }

    private static JsonObject Saying(JsonObject thing, string? how)
    {
        if (how is not null)
        {
            thing.Within("metadata").Within("annotations")[AnnotationNames.Judge] = how;
        }

        return thing;
    }
}
