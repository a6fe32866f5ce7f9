using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Tests.Removal;

public sealed class RemovalPlanTests
{
    private static readonly HashSet<RemovalStep> None = [];

    [Fact]
    public void Wish_IsTakenOffBeforeAnyCanaryIsDeleted()
    {
        var facts = Things.Facts(Things.Wished) with { Canaries = [Things.Canary("web")], Namespaces = [Things.Space("shop", "true"), Things.Space("quiet")] };

        var act = Assert.IsType<RemovalMove.Act>(RemovalPlan.Next(facts, None));

        Assert.Equal(["namespace shop", "deployment shop/api"], act.Steps.Select(each => $"{each.Object}"));
        Assert.All(act.Steps, each => Assert.Contains(AnnotationNames.Enabled, each.Patch!.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void CanariesOfTeams_AreDeleted_AndThoseOfAnnotationsAndOfFlaggerAreLeftAlone()
    {
        var ofNamespace = Things.Canary("shelf");
        ofNamespace["metadata"]!["labels"]![AnnotationNames.Inferred] = AnnotationNames.InferredOfNamespace;
        var facts = Things.Facts() with
        {
            Canaries = [ofNamespace, Things.Canary("web"), Things.Canary("api", inferred: true), Things.Canary("old", leaving: true), Things.Canary("flagger", ours: false)],
        };

        var act = Assert.IsType<RemovalMove.Act>(RemovalPlan.Next(facts, None));

        Assert.Equal(["canary shop/web: deleted"], act.Steps.Select(each => $"{each}"));
    }

    [Fact]
    public void WhatIsStillManaged_IsWaitedForAndTheWebhooksStay()
    {
        var facts = Things.Facts(Things.Managed) with
        {
            Canaries = [Things.Canary("api", inferred: true, leaving: true)], Services = [Things.Named("api", (AnnotationNames.Steering, "{}")), Things.Plain],
        };

        var wait = Assert.IsType<RemovalMove.Wait>(RemovalPlan.Next(facts, None));

        Assert.Equal(
            ["canary shop/api: its target has not left yet", "deployment shop/api: still marked as managed", "service shop/api: still steered to the proxies"], wait.For);
    }

    [Theory]
    [InlineData(null, "install CanaryMesh again")]
    [InlineData(0, "scale deployment canarymesh-analyzer --replicas=2")]
    public void AnalyzerAway_WithManagedTargets_StopsAndTouchesNothing(int? analyzers, string instead)
    {
        var halt = Assert.IsType<RemovalMove.Stop>(RemovalPlan.Next(Things.Facts(Things.Wished) with { Analyzers = analyzers }, None));

        Assert.Contains(instead, halt.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void AnalyzerAway_WithNothingManaged_HoldsNothingUp()
    {
        var act = Assert.IsType<RemovalMove.Act>(RemovalPlan.Next(Things.Facts(Things.Plain) with { Analyzers = null }, None));

        Assert.Equal(Things.Late, act.Steps.Single().Object);
    }

    [Fact]
    public void WishThatComesBack_IsToldWithItsWriterAndNotFoughtOver()
    {
        var written = Things.Wished.DeepClone().AsObject();
        written["metadata"]!["managedFields"] = System.Text.Json.Nodes.JsonNode.Parse("""
            [{"manager":"argocd-controller","fieldsV1":{"f:metadata":{"f:annotations":{"f:canary.footanalytics.io/enabled":{}}}}},{"manager":"kubectl","fieldsV1":{"f:spec":{}}}]
            """);
        var facts = Things.Facts(written);
        var taken = ((RemovalMove.Act)RemovalPlan.Next(facts, None)).Steps.ToHashSet();

        var halt = Assert.IsType<RemovalMove.Stop>(RemovalPlan.Next(facts, taken));

        Assert.StartsWith("put back by another hand: deployment shop/api (by argocd-controller); ", halt.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void WebhooksLast_ThenTheRest_ThenDone()
    {
        var other = new ObjectRef(ObjectKind.Secrets, "canarymesh-system", Installation.CaSecret);
        var facts = Things.Facts(Things.Plain) with { Others = [other] };

        Assert.Equal([Things.Late], ((RemovalMove.Act)RemovalPlan.Next(facts, None)).Steps.Select(each => each.Object));
        Assert.Equal([other], ((RemovalMove.Act)RemovalPlan.Next(facts with { Admission = [] }, None)).Steps.Select(each => each.Object));
        Assert.IsType<RemovalMove.Done>(RemovalPlan.Next(facts with { Admission = [], Others = [] }, None));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("yes please", true)]
    public void Wish_ThatIsNoRefusal_IsTakenOff(string value, bool taken) =>
        Assert.Equal(taken, RemovalPlan.All(Things.Facts(Things.Named("api", (AnnotationNames.Enabled, value))) with { Admission = [] }).Count == 1);
}
