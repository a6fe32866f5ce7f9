using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class PortPlannerTests
{
    [Theory]
    [InlineData("""{"port":80,"targetPort":8080}""", "http:8080")]
    [InlineData("""{"port":80,"targetPort":"http"}""", "http:8080")]
    [InlineData("""{"port":80,"targetPort":9000}""", "cm-s-9000:9000+")]
    [InlineData("""{"port":8080}""", "http:8080")]
    [InlineData("""{"name":"grpc-api","port":80,"targetPort":7000}""", "cm-s-7000:7000")]
    [InlineData("""{"name":"http","port":80,"targetPort":8080},{"name":"web","port":81,"targetPort":"http"}""", "http:8080")]
    [InlineData("""{"name":"x","port":80,"targetPort":8080,"appProtocol":"kubernetes.io/h2c"}""", "http:8080")]
    [InlineData("""{"name":"http","port":80,"targetPort":8080},{"name":"grpc","port":81,"targetPort":7000}""", "cm-s-7000:7000 http:8080")]
    public void Plan_ServicePorts_AreNamedAsTheTemplateOrBySteeringName(string ports, string expected) =>
        Assert.Equal(expected, Names(Plan(ports)));

    [Theory]
    [InlineData("""{"name":"tcp","port":80,"targetPort":8080}""", "port-not-http")]
    [InlineData("""{"name":"https","port":443,"targetPort":8080}""", "tls-in-app")]
    [InlineData("""{"name":"http","port":443,"targetPort":8080,"appProtocol":"https"}""", "tls-in-app")]
    [InlineData("""{"name":"http","port":80,"targetPort":8080,"appProtocol":"redis"}""", "port-not-http")]
    [InlineData("""{"name":"http","port":80,"targetPort":8080,"protocol":"UDP"}""", "port-not-http")]
    [InlineData("""{"port":5432,"targetPort":8080}""", "port-not-http")]
    [InlineData("""{"port":80,"targetPort":6379}""", "port-not-http")]
    [InlineData("""{"name":"http","port":80,"targetPort":"gone"}""", "port-not-found")]
    [InlineData("""{"name":"http","port":80,"targetPort":8443}""", "host-port")]
    [InlineData("""{"name":"http","port":80,"targetPort":9999}""", "port-name-conflict")]
    [InlineData("""{"name":"webhook","port":80,"targetPort":8080}""", "port-not-http")]
    public void Plan_PortThatCannotBeSplit_IsLeftWithTheReason(string ports, string reason)
    {
        var planning = Plan(ports);

        Assert.Empty(planning.Plan.Ports);
        Assert.Equal(reason, Assert.Single(planning.Unsplit).Reason.Code);
    }

    [Fact]
    public void Plan_OptedInByNameOrNumber_IsSplit()
    {
        Assert.Equal("http:8080", Names(Plan("""{"name":"tcp","port":80,"targetPort":8080}""", optedIn: ["tcp"])));
        Assert.Equal("http:8080", Names(Plan("""{"name":"tcp","port":80,"targetPort":8080}""", optedIn: ["80"])));
    }

    // The names of our listeners are made from the number: twice the same name, and the API server refuses every pod.
    [Fact]
    public void Plan_TheSameNumberInTwoContainers_IsSplitOnce()
    {
        var template = Template().With(each => each["spec"]!["containers"]!.AsArray().Add(
            JsonNode.Parse("""{"name":"side","ports":[{"name":"web","containerPort":8080,"protocol":"TCP"}]}""")));
        var service = Some.Service("""{"name":"http","port":80,"targetPort":"http"},{"name":"web","port":81,"targetPort":"web"}""");

        var planning = PortPlanner.Plan(template, [service], [], null);

        Assert.Equal("http", Assert.Single(planning.Plan.Ports).Name);
        Assert.Equal("port-name-conflict", Assert.Single(planning.Unsplit).Reason.Code);
    }

    [Fact]
    public void Plan_HostNetworkNoServiceHeadless_SayWhy()
    {
        var template = Template().With(each => each["spec"]!["hostNetwork"] = true);
        var elsewhere = Some.Service("""{"port":80}""").With(each => each["spec"]!["selector"]!["app"] = "other");
        var headless = Some.Service("""{"name":"http","port":80,"targetPort":8080}""").With(each => each["spec"]!["clusterIP"] = "None");

        Assert.Equal("host-network", Assert.Single(PortPlanner.Plan(template, [], [], null).Unsplit).Reason.Code);
        Assert.Equal("no-service", Assert.Single(PortPlanner.Plan(Template(), [elsewhere], [], null).Unsplit).Reason.Code);
        Assert.Equal("headless-service", Assert.Single(PortPlanner.Plan(Template(), [headless], [], null).Unsplit).Reason.Code);
    }

    [Fact]
    public void Plan_AMissingPort_SaysWhatIsTargetedAndWhatIsThere() => Assert.Equal(
        "port http of Service web is not split: the Service targets a port name that no container declares (it targets gone; declared are http, tls, cm-s-9999, http)",
        Assert.Single(Plan("""{"name":"http","port":80,"targetPort":"gone"}""").Unsplit).Sentence());

    [Fact]
    public void Plan_NamesOfFifteenLetters_AreKept()
    {
        const string Long = "http-fifteen-ch";
        var template = Template().With(each => each["spec"]!["containers"]![0]!["ports"]![0]!["name"] = Long);

        var planning = PortPlanner.Plan(template, [Some.Service($$"""{"name":"http","port":80,"targetPort":"{{Long}}"}""")], [], null);

        Assert.Equal($"{Long}:8080", Names(planning));
    }

    [Theory]
    [InlineData("8080", "http:8080 ")]
    [InlineData("\"http\"", "http:8080 ")]
    [InlineData("7000", "cm-s-7000:7000 http:8080 ")]
    [InlineData("\"gone\"", "http:8080 port-not-found")]
    public void Plan_TwoServicesOnOnePod_PlanEachNumberOnce(string target, string expected)
    {
        var planning = PortPlanner.Plan(
            Template(), [Some.Service("""{"port":80,"targetPort":8080}"""), Some.Service($$"""{"name":"http","port":80,"targetPort":{{target}}}""", "other")], [], null);

        Assert.Equal(expected, $"{Names(planning)} {string.Join(' ', planning.Unsplit.Select(each => each.Reason.Code))}");
    }

    // One entry is renumbered: the Service that goes by the other name is not split, and hears of it.
    [Fact]
    public void Plan_TwoNamesOfOneNumber_SplitsOneAndNamesTheOther()
    {
        var template = Template().With(each => ((JsonArray)each["spec"]!["containers"]![0]!["ports"]!).Add(Some.Parse("""{"name":"web","containerPort":8080}""")));
        var services = new[] { Some.Service("""{"name":"http","port":80,"targetPort":"http"}""", "a"), Some.Service("""{"name":"http","port":80,"targetPort":"web"}""", "b") };

        var planning = PortPlanner.Plan(template, services, [], null);

        Assert.Equal("http:8080", Names(planning));
        Assert.Equal(
            "port http of Service b is not split: the port name needed for steering is used for another number (port 8080 is declared as web and as http; it is split as http)",
            Assert.Single(planning.Unsplit).Sentence());
        Assert.Equal(planning.Plan.ToJson(), PortPlanner.Plan(template, [.. services.Reverse()], [], planning.Plan).Plan.ToJson());
    }

    [Fact]
    public void Plan_WithPreviousPlan_KeepsNumbersAndConfiguration()
    {
        var previous = new PortPlan
        {
            V = 1,
            Ports = [new() { Name = "http", App = 8080, Split = 14085, Direct = 14185, Container = "app" }],
            Config = new Dictionary<string, string> { ["configmap/settings"] = "abc" },
        };

        var plan = Plan("""{"name":"http","port":80,"targetPort":8080},{"name":"grpc","port":81,"targetPort":7000}""", previous: previous).Plan;

        Assert.Equal([14080, 14085], plan.Ports.Select(each => each.Split));
        Assert.Equal("abc", plan.Config["configmap/settings"]);
    }

    [Fact]
    public void Plan_ForASteeredService_IsThatOfTheUnsteeredOne()
    {
        const string Unsteered = """{"name":"http","port":80,"targetPort":7000}""";
        var steered = Some.Service("""{"name":"http","port":80,"targetPort":"cm-s-7000"}""")
            .With(each => each.Annotate("steering", """{"v":1,"on":true,"ports":[{"port":80,"from":7000,"to":"cm-s-7000"}]}"""));

        Assert.Equal(Names(Plan(Unsteered)), Names(PortPlanner.Plan(Template(), [steered], [], null)));
    }

    [Fact]
    public void Plan_OfItsOwnTemplate_IsTheSamePlan()
    {
        const string Ports = """{"name":"http","port":80,"targetPort":9000},{"name":"grpc","port":81,"targetPort":7000}""";
        var bare = Template().With(each => ((JsonArray)each["spec"]!["containers"]![0]!["ports"]!).RemoveAt(3));
        var template = bare.Copy(_ => { });
        var once = Plan(Ports).Plan;
        PlannedTemplate.Apply(template, once);

        var twice = PortPlanner.Plan(template, [Some.Service(Ports)], [], PortPlan.OfTemplate(template)).Plan;

        Assert.Equal(once.ToJson(), twice.ToJson());
        PlannedTemplate.Remove(template);
        Patches.AssertSame(bare, template);
    }

    [Fact]
    public void Plan_ServicesOfOneSide_AskForNoPort()
    {
        var side = Some.Service("""{"name":"http","port":80,"targetPort":"cm-d-8080"}""", "web-primary");

        Assert.Equal("no-service", Assert.Single(PortPlanner.Plan(Template(), [side], [], null).Unsplit).Reason.Code);
    }

    [Fact]
    public void Plan_MoreThanThirtyTwoPorts_LeavesTheRest()
    {
        var ports = string.Join(',', Enumerable.Range(1, 40).Select(index => $$"""{"name":"http-{{index}}","port":{{index}},"targetPort":{{20000 + index}}}"""));

        var planning = Plan(ports);

        Assert.Equal(32, planning.Plan.Ports.Count);
        Assert.All(planning.Unsplit, each => Assert.Equal("too-many-ports", each.Reason.Code));
        Assert.Equal(64, planning.Plan.Ports.SelectMany(each => new[] { each.Split, each.Direct }).Distinct().Count());
    }

    private static PortPlanning Plan(string ports, IReadOnlyCollection<string>? optedIn = null, PortPlan? previous = null) =>
        PortPlanner.Plan(Template(), [Some.Service(ports)], optedIn ?? [], previous);

    private static string Names(PortPlanning planning) =>
        string.Join(' ', planning.Plan.Ports.Select(each => $"{each.Name}:{each.App}{(each.Added ? "+" : "")}"));

    internal static JsonObject Template() => Some.Parse("""
        {"metadata":{"labels":{"app":"web"},"annotations":{}},"spec":{"containers":[
          {"name":"app","ports":[{"name":"http","containerPort":8080},{"containerPort":7000},{"name":"tls","containerPort":8443,"hostPort":443},
            {"name":"cm-s-9999","containerPort":9998}]},
          {"name":"side","ports":[{"name":"http","containerPort":8090}]}]}}
        """);
}
