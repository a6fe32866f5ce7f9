using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class SupportBuilderTests
{
    private readonly JsonObject _target = Thing.Deployment();

    [Fact]
    public void Build_OfASide_GoesToTheDirectListenerUnderTheServicesPort()
    {
        var service = Build(Thing.Service());

        Assert.Equal("web-canary", service.Text("metadata", "name"));
        Assert.Equal((80, 14180), (service.At("spec", "ports")![0].Number("port"), service.At("spec", "ports")![0].Number("targetPort")));
    }

    [Fact]
    public void Build_OfTwoServicesWithThePort_HasItOnce() =>
        Assert.Single(Build(Thing.Service(), Thing.Service(name: "two")).Objects("spec", "ports"));

    [Fact]
    public void Build_IsOursAndIsNeverTakenForAnApex()
    {
        var service = Build(Thing.Service());

        Assert.Equal((OurLabels.CanaryMesh, "c1"), (service.Label(OurLabels.ManagedBy), ClusterCaches.ControllerUid(service)));
        Assert.Empty(SteeringReader.Ports([service], (JsonObject)_target.At("spec", "template")!, Plan([Thing.Service()])));
    }

    [Fact]
    public void PrimarySelector_SelectsThePrimaryAndNotTheCopy()
    {
        PlannedTemplate.Apply((JsonObject)_target.At("spec", "template")!, new() { V = 1 });
        var copy = CopyBuilder.Build(_target, Thing.Canary(), LabelRewrite.For(_target, []), "h", 1);

        var selector = SupportBuilder.PrimarySelector(_target);

        Assert.All(selector, pair => Assert.Equal(pair.Value, _target.At("spec", "template").Label(pair.Key)));
        Assert.Contains(selector, pair => copy.At("spec", "template").Label(pair.Key) != pair.Value);
    }

    [Fact]
    public void Build_WithMetadataOfASide_HasItBesideOurs()
    {
        var canary = Asking("""{"port":80,"canary":{"labels":{"a":"b","app.kubernetes.io/managed-by":"x"},"annotations":{"c":"d"}},"primary":{"labels":{"e":"f"}},"unmanagedMetadata":{"labels":["a"]}}""");

        var service = SupportBuilder.Build(_target, canary, AnnotationNames.Canary, new Dictionary<string, string>(), []);

        Assert.Equal(("b", OurLabels.CanaryMesh, null, "d"), (service.Label("a"), service.Label(OurLabels.ManagedBy), service.Label("e"), service.Annotation("c")));
        Assert.Equal("""{"labels":{},"annotations":{"c":"d"}}""", SupportBuilder.Metadata(canary, AnnotationNames.Canary).Patch().ToJsonString());
    }

    [Theory]
    [InlineData("d", true)]
    [InlineData("x", false)]
    public void Metadata_OfAServiceThatIsThere_IsComparedWithoutWhatOthersOwn(string annotation, bool isOn)
    {
        var canary = Asking("""{"port":80,"canary":{"labels":{"a":"b"},"annotations":{"c":"d"}},"unmanagedMetadata":{"labels":["a"]}}""");
        var found = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["a"] = "else" }, ["annotations"] = new JsonObject { ["c"] = annotation } } };

        Assert.Equal(isOn, SupportBuilder.Metadata(canary, AnnotationNames.Canary).IsOn(found));
    }

    private static JsonObject Asking(string service)
    {
        var canary = Thing.Canary();
        canary["spec"]!["service"] = JsonNode.Parse(service);
        return canary;
    }

    private JsonObject Build(params JsonObject[] services)
    {
        var ports = SteeringReader.Ports(services, (JsonObject)_target.At("spec", "template")!, Plan(services));
        return SupportBuilder.Build(_target, Thing.Canary(), AnnotationNames.Canary, CopyBuilder.SelectorLabels(_target, LabelRewrite.For(_target, services)), SidePorts.OfProxies(ports));
    }

    private PortPlan Plan(JsonObject[] services) => PortPlanner.Plan((JsonObject)_target.At("spec", "template")!, services, [], null).Plan;
}
