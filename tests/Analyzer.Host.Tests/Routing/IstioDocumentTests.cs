using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Templates;
using YamlText = CanaryMesh.Cluster.Json.YamlText;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>The VirtualService that the user's document shows, out of the Canary that it shows, with the lane and the weight of the former.</summary>
public sealed class IstioDocumentTests
{
    private static readonly string Document = Reference.Text("seeds/canary-deployments-with-flagger.md");
    private static readonly JsonObject Shown = Block("kind: VirtualService");
    private static readonly IReadOnlyList<RouteObject> Written = new IstioRoutes(() => []).Desired(Intent(), (_, _) => null).Objects;

    [Fact]
    public void Route_IsNamedAndRuledAsShown()
    {
        var route = Written[^1].Body;

        Assert.Equal(
            (Shown.Text("apiVersion"), Shown.Text("kind"), Shown.Text("metadata", "name"), Shown.Text("metadata", "namespace")),
            (route.Text("apiVersion"), route.Text("kind"), route.Text("metadata", "name"), route.Text("metadata", "namespace")));
        Assert.True(JsonNode.DeepEquals(Shown.At("spec", "http"), route.At("spec", "http")), route.At("spec", "http")!.ToJsonString());
    }

    [Fact]
    public void Route_IsForTheShownHostsAndForTheApex() =>
        Assert.Equal([.. SharedList.Texts(Shown.At("spec", "hosts")), "api-gateway"], SharedList.Texts(Written[^1].Body.At("spec", "hosts")));

    // The document shortens what its Canary spells out; in that namespace the short name would be another gateway.
    [Fact]
    public void Route_HoldsAtTheGatewayThatTheCanaryNames()
    {
        var gateway = Assert.Single(SharedList.Texts(Written[^1].Body.At("spec", "gateways")));

        Assert.Equal(Block("kind: Canary").At("spec", "service", "gateways")![0]!.GetValue<string>(), gateway);
        Assert.StartsWith(Assert.Single(SharedList.Texts(Shown.At("spec", "gateways"))) + ".", gateway, StringComparison.Ordinal);
    }

    [Fact]
    public void DestinationRules_SpeakMutualTlsToBothSides() => Assert.Equal(
        [("api-gateway-primary", "ISTIO_MUTUAL"), ("api-gateway-canary", "ISTIO_MUTUAL")],
        Written.Take(2).Select(each => (each.Body.Text("spec", "host"), each.Body.Text("spec", "trafficPolicy", "tls", "mode"))));

    private static RouteIntent Intent()
    {
        var canary = Block("kind: Canary");
        var weight = Shown.Objects("spec", "http").Last().Objects("route").Last().Number("weight")!.Value;
        canary.Within("metadata")["uid"] = "c1";
        canary.Within("spec")["analysis"] = new JsonObject { ["match"] = Shown.Objects("spec", "http").First()["match"]!.DeepClone() };
        return RouteIntent.Of(canary) with { Weight = weight };
    }

    private static JsonObject Block(string kind)
    {
        var block = Document.Split("```").First(each => each.Contains(kind, StringComparison.Ordinal));
        return (JsonObject)JsonNode.Parse(YamlText.Parse(block[block.IndexOf("apiVersion", StringComparison.Ordinal)..])!.ToJsonString())!;
    }
}
