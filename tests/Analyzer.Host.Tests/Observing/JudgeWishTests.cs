using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class JudgeWishTests
{
    [Theory]
    [InlineData(null, null, JudgeMode.Off)]
    [InlineData(null, "strict", JudgeMode.Strict)]
    [InlineData("advisory", null, JudgeMode.Advisory)]
    [InlineData("off", "strict", JudgeMode.Off)]
    [InlineData("harsh", "strict", JudgeMode.Strict)]
    [InlineData(null, "harsh", JudgeMode.Off)]
    public void Wish_OfTheCanary_GoesBeforeThatOfTheDeployment(string? canary, string? target, JudgeMode mode)
    {
        Assert.Equal(mode, JudgeWish.Of(Saying(Thing.Canary(), canary), Saying(Thing.Deployment(), target), new()).Mode);
    }

    [Fact]
    public void Wish_WithoutATarget_IsTheCanarys() => Assert.Equal(JudgeMode.Off, JudgeWish.Of(Thing.Canary(), null, new()).Mode);

    private static JsonObject Saying(JsonObject thing, string? how)
    {
        if (how is not null)
        {
            thing.Within("metadata").Within("annotations")[AnnotationNames.Judge] = how;
        }

        return thing;
    }
}
