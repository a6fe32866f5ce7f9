using System.Text.Json.Nodes;
using CanaryMesh.Cli.Adoption;

namespace CanaryMesh.Cli.Tests.Adoption;

public sealed class AdoptionFaultsTests
{
    [Fact]
    public void WhatFlaggerLeavesAtRest_HasNone() => Assert.Empty(AdoptionFaults.Of(Left.Facts with { Controllers = [Left.Controller(0)] }));

    [Theory]
    [InlineData("[]", true)]
    [InlineData("""["-namespace=shop"]""", true)]
    [InlineData("""["-namespace=bank"]""", false)]
    public void RunningController_IsToldWithTheCommandThatStopsIt(string args, bool told)
    {
        var faults = AdoptionFaults.Of(Left.Facts with { Controllers = [Left.Controller(1, args)] });

        Assert.Equal(told, faults.Any(each => each.Contains("kubectl -n flagger-system scale deployment flagger --replicas=0", StringComparison.Ordinal)));
    }

    [Fact]
    public void SuspendedCanary_MayBeTakenWhileFlaggerRunsForOthers()
    {
        var canary = Left.Canary.DeepClone().AsObject();
        canary["spec"]!["suspend"] = true;

        Assert.Empty(AdoptionFaults.Of(Left.Facts with { Canary = canary, Controllers = [Left.Controller(1)] }));
    }

    [Theory]
    [InlineData("Progressing")]
    [InlineData("Promoting")]
    [InlineData("WaitingPromotion")]
    [InlineData("")]
    public void Phase_InWhichTrafficMayBeSplit_IsRefused(string phase)
    {
        var canary = Left.Canary.DeepClone().AsObject();
        canary["status"]!["phase"] = phase;

        Assert.Contains("let Flagger end the analysis first", Assert.Single(AdoptionFaults.Of(Left.Facts with { Canary = canary })), StringComparison.Ordinal);
    }

    [Fact]
    public void PrimaryThatIsNotWhole_IsRefused() => Assert.Contains(
        "has 2 of 3 pods ready", Assert.Single(AdoptionFaults.Of(Left.Facts with { Primary = Left.Primary(3, 2) })), StringComparison.Ordinal);

    [Fact]
    public void DeploymentOfThatNameThatIsNotFlaggers_IsRefused() => Assert.Contains(
        "not owned by this Canary", Assert.Single(AdoptionFaults.Of(Left.Facts with { Primary = Left.Deployment("api-primary", "api-primary", 3, 3) })), StringComparison.Ordinal);

    [Fact]
    public void ConfigurationThatWasNotPromoted_IsRefused() => Assert.StartsWith(
        "cfg has another content than cfg-primary", Assert.Single(AdoptionFaults.Of(Left.Facts with { Differing = ["cfg"] })), StringComparison.Ordinal);

    [Fact]
    public void PolicyOfThePrimaryAlone_IsRefusedUntilTheTargetHasItsTwin()
    {
        JsonObject[] policies = [Policy("only", "api-primary")];

        Assert.StartsWith("NetworkPolicy only names the primary's pods", Assert.Single(AdoptionFaults.Of(Left.Facts with { Policies = policies })), StringComparison.Ordinal);
        Assert.Empty(AdoptionFaults.Of(Left.Facts with { Policies = [.. policies, Policy("twin", "api")] }));
    }

    [Theory]
    [InlineData("ghcr.io/fluxcd/flagger:1.44.0", true)]
    [InlineData("mirror.example:5000/weaveworks/flagger@sha256:00", true)]
    [InlineData("ghcr.io/fluxcd/flagger-loadtester:0.38.0", false)]
    public void Controller_IsKnownByItsImage(string image, bool known) => Assert.Equal(known, FlaggerController.Is(Left.Controller(1, image: image)));

    private static JsonObject Policy(string name, string app) => Left.Parse($$"""{"metadata":{"name":"{{name}}"},"spec":{"podSelector":{"matchLabels":{"app":"{{app}}"} } } }""");
}
