using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
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

        Assert.Equal((Pace.Proof, SharedCause.Hold), (inferred.Pace, inferred.SharedCause));
        Assert.Equal((Pace.Clock, SharedCause.Blame), (own.Pace, own.SharedCause));
    }

    [Fact]
    public void Wish_OfAnInferredCanaryThatATeamHasTakenOver_IsThatOfATeam()
    {
        var taken = Inferred(Canary());
        taken.Within("metadata").Within("annotations")["kubectl.kubernetes.io/last-applied-configuration"] = "{}";

        Assert.Equal(JudgeMode.Advisory, Wish(taken, "strict").Mode);
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
