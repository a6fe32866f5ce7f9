using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Webhook.Tests.Support;
using static CanaryMesh.Webhook.Tests.PortPlannerTests;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Which numbers the listeners of the proxy get: none that the app, its probes or a Service has a use for.</summary>
public sealed class PlannedNumbersTests
{
    [Fact]
    public void Plan_NumbersTheAppDeclares_AreSkipped()
    {
        var template = Template().With(each => ((JsonArray)each["spec"]!["containers"]![0]!["ports"]!).Add(Some.Parse("""{"containerPort":14080}""")));

        var port = Assert.Single(PortPlanner.Plan(template, [Some.Service("""{"port":80,"targetPort":8080}""")], [], null).Plan.Ports);

        Assert.Equal((14081, 14180), (port.Split, port.Direct));
    }

    [Theory]
    [InlineData("""{"readinessProbe":{"httpGet":{"port":14080}}}""", 14081, 14180)]
    [InlineData("""{"startupProbe":{"tcpSocket":{"port":14180}}}""", 14080, 14181)]
    [InlineData("""{"livenessProbe":{"grpc":{"port":14080}}}""", 14081, 14180)]
    [InlineData("""{"lifecycle":{"preStop":{"httpGet":{"port":14080}}}}""", 14081, 14180)]
    public void Plan_NumbersThatOnlyAProbeOrHookNames_AreSkipped(string members, int split, int direct)
    {
        var template = Template().With(each => Some.Parse(members).ToList().ForEach(pair => each["spec"]!["containers"]![1]![pair.Key] = pair.Value!.DeepClone()));

        var port = Assert.Single(PortPlanner.Plan(template, [Some.Service("""{"port":80,"targetPort":8080}""")], [], null).Plan.Ports);

        Assert.Equal((split, direct), (port.Split, port.Direct));
    }

    [Fact]
    public void Plan_NumbersThatOnlyAServiceSendsTo_AreSkippedAndKeptFromThenOn()
    {
        var services = new[] { Some.Service("""{"port":80,"targetPort":8080}"""), Some.Service("""{"name":"tcp","port":90,"targetPort":14080}""", "other") };
        var first = PortPlanner.Plan(Template(), services, [], null).Plan;

        Assert.Equal((14081, 14180), (first.Ports[0].Split, first.Ports[0].Direct));
        Assert.Equal(first.ToJson(), PortPlanner.Plan(Template(), services, [], first).Plan.ToJson());
    }

    // Somebody looks at the split listener itself: it must not move away from them.
    [Fact]
    public void Plan_AServiceThatSendsToOurListener_MovesNothing()
    {
        var web = Some.Service("""{"port":80,"targetPort":8080}""");
        var first = PortPlanner.Plan(Template(), [web], [], null).Plan;

        Assert.Equal(first.ToJson(), PortPlanner.Plan(Template(), [web, Some.Service("""{"name":"tcp","port":90,"targetPort":14080}""", "other")], [], first).Plan.ToJson());
    }

    [Fact]
    public void Plan_AnAppThatTakesEveryNumberOfOurs_SaysSo()
    {
        var template = Template().With(each =>
        {
            var entries = (JsonArray)each["spec"]!["containers"]![0]!["ports"]!;
            Enumerable.Range(14080, 100).ToList().ForEach(number => entries.Add(Some.Parse($$"""{"containerPort":{{number}}}""")));
        });

        var planning = PortPlanner.Plan(template, [Some.Service("""{"port":80,"targetPort":8080}""")], [], null);

        Assert.Empty(planning.Plan.Ports);
        Assert.Equal("port-in-use", Assert.Single(planning.Unsplit).Reason.Code);
    }
}
