using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class ServicePatchesTests
{
    private const string On = """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}""";
    private const string Off = """{"v":1,"on":false,"ports":[{"port":80,"from":8080,"to":"http"}]}""";

    [Fact]
    public void Steer_OfANumericPort_WritesTheRecordAloneAndNoPort()
    {
        var (service, patch) = Assert.Single(Steer(Thing.Service()));

        Assert.Equal(("web", On), (service, patch.Annotation(AnnotationNames.Steering)));
        Assert.Null(patch["spec"]);
    }

    [Fact]
    public void Steer_OfAPortThatTheTeamNamed_WritesNothing() => Assert.Empty(Steer(Thing.Service("http")));

    [Fact]
    public void Steer_OfAPortAddedLater_KeepsTheOriginalsOfTheOthers()
    {
        var service = Thing.Service("http", change: each =>
        {
            each["spec"]!["ports"]!.AsArray().Add(JsonNode.Parse("""{ "name": "http-new", "port": 81, "targetPort": 8080 }"""));
            each.Annotate(AnnotationNames.Steering, On);
        });

        var record = SteeringRecord.Parse(Assert.Single(Steer(service)).Patch.Annotation(AnnotationNames.Steering))!;

        Assert.Equal([(80, 8080), (81, 8080)], record.Ports.Select(port => (port.Port, port.From)));
    }

    [Fact]
    public void Unsteer_OfASteeredService_AsksForThePortsFirst() =>
        Assert.Equal(Off, ServicePatches.Unsteer(Thing.Service("http", change: each => each.Annotate(AnnotationNames.Steering, On)))!.Annotation(AnnotationNames.Steering));

    [Fact]
    public void Unsteer_OfAServiceThatIsBack_TakesTheRecordOff()
    {
        var patch = ServicePatches.Unsteer(Thing.Service("8080", change: each => each.Annotate(AnnotationNames.Steering, Off)))!;

        Assert.Equal("""{"metadata":{"annotations":{"canary.footanalytics.io/steering":null}}}""", patch.ToJsonString());
    }

    [Fact]
    public void Unsteer_OfAServiceWithoutARecord_IsNothing() => Assert.Null(ServicePatches.Unsteer(Thing.Service("http")));

    [Fact]
    public void Force_WhenTheSteerEntryDidNothing_PutsThePortsBack()
    {
        var patch = ServicePatches.Force(Thing.Service("http", change: each => each.Annotate(AnnotationNames.Steering, Off)))!;

        Assert.Equal("""[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]""", patch.ToJsonString());
    }

    [Theory]
    [InlineData("http", On)]
    [InlineData("8080", Off)]
    [InlineData("http", "nonsense")]
    public void Force_WhereNothingIsToBePutBack_IsNothing(string target, string record) =>
        Assert.Null(ServicePatches.Force(Thing.Service(target, change: each => each.Annotate(AnnotationNames.Steering, record))));

    private static List<(string Service, JsonObject Patch)> Steer(JsonObject service)
    {
        var template = Thing.Template("v1");
        return [.. ServicePatches.Steer(SteeringReader.Ports([service], template, PortPlanner.Plan(template, [service], [], null).Plan))];
    }
}
