using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class SteeringReaderTests
{
    private static readonly JsonObject Template = Thing.Template("v1");
    private static readonly PortPlan Plan = PortPlanner.Plan(Template, [Thing.Service()], [], null).Plan;
    private static readonly PodView Ready = Thing.View("a");

    [Fact]
    public void Read_OfANumericPortWithReadyPods_IsDue() => Assert.Equal(SteeringObservation.Due, Read([Thing.Service()], [Ready]));

    [Fact]
    public void Read_WithAReadyPodThatLacksTheName_IsNotReady() =>
        Assert.Equal(SteeringObservation.NotReady, Read([Thing.Service()], [Ready, Thing.View("b", proxied: false)]));

    [Fact]
    public void Read_WithAnUnreadyPodThatLacksTheName_IsDue() =>
        Assert.Equal(SteeringObservation.Due, Read([Thing.Service()], [Ready, Thing.View("b", ready: false, proxied: false)]));

    [Fact]
    public void Read_OfANumericPortThatWasAskedFor_IsUndone() =>
        Assert.Equal(SteeringObservation.Undone, Read([Thing.Service(change: Steered)], [Ready]));

    [Theory]
    [InlineData(true, SteeringObservation.Steered)]
    [InlineData(false, SteeringObservation.Pending)]
    public void Read_OfANamedPort_IsSteeredOnceAProbeArrived(bool arrived, SteeringObservation steering) =>
        Assert.Equal(steering, Read([Thing.Service("http")], [Ready], arrived));

    [Fact]
    public void Read_OfTwoServicesOfWhichOneIsNumeric_IsDue() =>
        Assert.Equal(SteeringObservation.Due, Read([Thing.Service("http"), Thing.Service("8080", "web-two")], [Ready], arrived: true));

    [Fact]
    public void Read_WithAReadyPodOfAnotherWorkloadThatLacksTheName_IsNotReady()
    {
        var other = Thing.Pod("other-1", "other-set", proxied: false);

        Assert.Equal(SteeringObservation.NotReady, Read([Thing.Service()], [Ready, PodView.Of(other)]));
    }

    [Fact]
    public void Read_WithAPodThatTheServiceDoesNotSelect_IsDue()
    {
        var stranger = Thing.Pod("stranger", proxied: false);
        stranger["metadata"]!["labels"]!["app"] = "stranger";

        Assert.Equal(SteeringObservation.Due, Read([Thing.Service()], [Ready, PodView.Of(stranger)]));
    }

    [Fact]
    public void Ports_OfOurOwnServicesAndOfOthers_AreNotThere()
    {
        var ours = Thing.Service(name: "web-canary", change: service => service["metadata"]!["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh });
        var other = Thing.Service(name: "other", change: service => service["spec"]!["selector"] = new JsonObject { ["app"] = "other" });
        var unplanned = Thing.Service("9090", "admin");

        Assert.Equal(["web"], SteeringReader.Ports([ours, other, unplanned, Thing.Service()], Template, Plan).Select(port => port.ServiceName));
    }

    [Fact]
    public void Ports_OfTheSameNumberOverUdp_AreNotSteered()
    {
        var service = Thing.Service("http", change: each => each["spec"]!["ports"]!.AsArray().Add(
            JsonNode.Parse("""{ "name": "quic", "port": 80, "targetPort": 8080, "protocol": "UDP" }""")));

        Assert.Equal(SteeringObservation.Steered, Read([service], [Ready], arrived: true));
    }

    [Fact]
    public void Ports_WithoutATargetPort_TargetTheirOwnNumber()
    {
        var service = Thing.Service(change: each =>
        {
            each["spec"]!["ports"]![0]!["port"] = 8080;
            each["spec"]!["ports"]![0]!.AsObject().Remove("targetPort");
        });

        Assert.Equal(8080, Assert.Single(SteeringReader.Ports([service], Template, Plan)).TargetNumber);
    }

    [Fact]
    public void ReadLeaving_IsOffOnceNoRecordIsLeft()
    {
        Assert.Equal(SteeringObservation.Pending, SteeringReader.ReadLeaving([Thing.Service(), Thing.Service(name: "two", change: Steered)]));
        Assert.Equal(SteeringObservation.Off, SteeringReader.ReadLeaving([Thing.Service()]));
    }

    private static void Steered(JsonObject service) =>
        service.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}""");

    private static SteeringObservation Read(IReadOnlyList<JsonObject> services, IReadOnlyList<PodView> pods, bool arrived = false) =>
        SteeringReader.Read(SteeringReader.Ports(services, Template, Plan), pods.Select(pod => pod.Raw), _ => arrived);
}
