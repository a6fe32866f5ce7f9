using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class CanaryWishesTests
{
    [Theory]
    [InlineData("true", null, "Own")]
    [InlineData("true", "false", "Own")]
    [InlineData("false", "true", "Declined")]
    [InlineData("True", "true", "Unclear")]
    [InlineData("", null, "Unclear")]
    [InlineData(null, "true", "OfNamespace")]
    [InlineData(null, "false", "Declined")]
    [InlineData(null, null, "Declined")]
    [InlineData(null, "yes", "Unclear")]
    public void Wish_IsTheDeploymentsOwn_AndElseItsNamespaces(string? own, string? ns, string wish) =>
        Assert.Equal(wish, CanaryWishes.Of(Deployment(own), Namespace(ns), null, "canarymesh-system").ToString());

    [Fact]
    public void Wish_OfANamespaceThatIsNotSeen_TakesNoCanaryAway()
    {
        Assert.Equal(CanaryWish.Unclear, CanaryWishes.Of(Deployment(null), null, CanaryInference.Build(Deployment(null), isOfNamespace: true), "canarymesh-system"));
        Assert.Equal(CanaryWish.Declined, CanaryWishes.Of(Deployment(null), null, CanaryInference.Build(Deployment(null)), "canarymesh-system"));
    }

    [Fact]
    public void Wish_OfANamespace_IsNotThatOfCopiesNorOfFlaggersPrimaries()
    {
        var copy = Deployment(null);
        copy["metadata"]!["ownerReferences"] = JsonNode.Parse("""[ { "kind": "Canary", "name": "web", "uid": "c1", "controller": true } ]""");

        Assert.Equal(CanaryWish.Declined, CanaryWishes.Of(copy, Namespace("true"), null, "canarymesh-system"));
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("kube-system")]
    public void Wish_OfOurOwnNamespaceAndTheSystems_IsNone(string ns)
    {
        var deployment = Deployment(null);
        deployment["metadata"]!["namespace"] = ns;

        Assert.Equal(CanaryWish.Declined, CanaryWishes.Of(deployment, Namespace("true"), null, "shop"));
    }

    [Fact]
    public void Wish_OfANamespaceThatIsBeingDeleted_ChangesNothing()
    {
        var ns = Namespace("true");
        ns["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.Equal(CanaryWish.Unclear, CanaryWishes.Of(Deployment(null), ns, null, null));
    }

    private static JsonObject Deployment(string? enabled) => Thing.Deployment(each =>
    {
        if (enabled is not null)
        {
            each.Annotate(AnnotationNames.Enabled, enabled);
        }
    });

    private static JsonObject Namespace(string? enabled) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "shop", ["annotations"] = enabled is null ? null : new JsonObject { [AnnotationNames.Enabled] = enabled } },
    };
}
