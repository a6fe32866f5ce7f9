using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>Design §3, Leaving: one target leaves, the others of its namespace stay steered.</summary>
public class LeavingServicesTests
{
    private static readonly JsonObject Web = Thing.Deployment();
    private static readonly JsonObject Shop = Thing.Deployment(each =>
    {
        each["metadata"]!["name"] = "shop";
        each["spec"]!["template"]!["metadata"]!["labels"] = new JsonObject { ["app"] = "shop" };
    });

    private readonly JsonObject[] _services = [Steered("web"), Steered("shop"), Steered("orphan"), Thing.Service(name: "plain")];

    [Fact]
    public void Of_ATargetBesideAnother_LeavesTheOthersServiceSteered() =>
        Assert.Equal(["web", "orphan"], Names(LeavingServices.Of(Web, _services, [Web, Shop])));

    [Fact]
    public void Of_ATargetThatIsGone_AreThoseThatSelectNobody() =>
        Assert.Equal(["web", "orphan"], Names(LeavingServices.Of(null, _services, [Shop])));

    private static IEnumerable<string?> Names(IReadOnlyList<JsonObject> services) => services.Select(each => each.Text("metadata", "name"));

    private static JsonObject Steered(string app) => Thing.Service("http", app, each =>
    {
        each["spec"]!["selector"] = new JsonObject { ["app"] = app };
        each.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}""");
    });
}
