using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class ApexBuilderTests
{
    private readonly JsonObject _target = Thing.Deployment();

    [Fact]
    public void Build_OfTheDocumentsService_SelectsTheTargetAndCanBeSplit()
    {
        var service = Build("""{"port": 4000, "targetPort": 8080}""")!;

        Assert.Equal(("web", "shop"), (service.Text("metadata", "name"), service.Text("metadata", "namespace")));
        JsonAssert("""[{"name":"http","protocol":"TCP","port":4000,"targetPort":8080}]""", service.At("spec", "ports"));
        var planning = PortPlanner.Plan((JsonObject)_target.At("spec", "template")!, [service], [], null);
        Assert.Equal(8080, Assert.Single(planning.Plan.Ports).App);
    }

    [Fact]
    public void Build_BelongsToTheTargetAndToNobodyElse()
    {
        var service = Build("""{"port": 80}""")!;

        Assert.Equal("d1", Assert.Single(service.Objects("metadata", "ownerReferences")).Text("uid"));
        Assert.Null(ClusterCaches.ControllerUid(service));
        Assert.Null(service.Label(OurLabels.ManagedBy));
    }

    [Theory]
    [InlineData("""{"port": 80}""", "80")]
    [InlineData("""{"port": 80, "targetPort": "0"}""", "80")]
    [InlineData("""{"port": 80, "targetPort": 0}""", "80")]
    [InlineData("""{"port": 80.0, "targetPort": "http"}""", "http")]
    public void Build_OfATargetPort_TakesThePortWhereNoneIsSet(string asked, string target) =>
        Assert.Equal(target, Build(asked)!.At("spec", "ports")![0]!["targetPort"]!.ToString());

    [Theory]
    [InlineData("web", true)]
    [InlineData("web.v2", false)]
    [InlineData("2web", false)]
    [InlineData("", true)]
    public void Build_OfANameThatNoServiceCanHave_MakesNone(string name, bool isMade) =>
        Assert.Equal(isMade, Build($$"""{"port": 80, "name": "{{name}}"}""") is not null);

    [Fact]
    public void Build_OfASelectorThatLabelsDoNotSay_MakesNone()
    {
        _target["spec"]!["selector"]!["matchExpressions"] = JsonNode.Parse("""[{"key": "tier", "operator": "Exists"}]""");

        Assert.Null(Build("""{"port": 80}"""));
    }

    [Fact]
    public void Build_WithPortDiscovery_HasTheOtherPortsOnce()
    {
        var ports = _target["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]!.AsArray();
        ports.Add(JsonNode.Parse("""{"name":"metrics","containerPort":9797}"""));
        ports.Add(JsonNode.Parse("""{"name":"cm-s-9000","containerPort":9000}"""));
        ports.Add(JsonNode.Parse("""{"containerPort":9999,"protocol":"UDP"}"""));

        var found = Build("""{"port": 80, "targetPort": "http", "portDiscovery": true}""")!.Objects("spec", "ports").Select(port => (port.Text("name"), port.Number("port")));

        Assert.Equal([("http", 80), ("metrics", 9797), ("tcp-app-2", 9000)], found);
    }

    [Fact]
    public void Build_WithPortDiscovery_NamesEveryPortOnceAndNoneTooLong()
    {
        var containers = _target["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        var ports = """[{"name":"http","containerPort":8081},{"name":"metrics","containerPort":9797},{"name":"tcp-9798","containerPort":9799},{"containerPort":9000}]""";
        containers.Add(new JsonObject { ["name"] = new string('a', 60), ["ports"] = JsonNode.Parse(ports) });
        containers.Add(JsonNode.Parse("""{"name":"side","ports":[{"name":"metrics","containerPort":9798}]}"""));

        var names = Build("""{"port": 80, "targetPort": 8080, "portDiscovery": true}""")!.Objects("spec", "ports").Select(port => (port.Text("name"), port.Number("port")));

        Assert.Equal([("http", 80), ("tcp-8081", 8081), ("metrics", 9797), ("tcp-9798", 9799), ("tcp-9000", 9000), ("tcp-9798-2", 9798)], names);
    }

    [Fact]
    public void Build_WithoutAskedOrSelectable_IsNone()
    {
        Assert.Null(ApexBuilder.Build(Thing.Canary(), _target));
        Assert.Null(Build("\"front\""));
        _target["spec"]!["selector"] = new JsonObject { ["matchExpressions"] = new JsonArray() };
        Assert.Null(Build("""{"port": 80}"""));
    }

    [Theory]
    [InlineData("""{"port": 80}""", false)]
    [InlineData("""{"port": 81}""", true)]
    [InlineData("""{"port": 80, "portName": "grpc"}""", true)]
    [InlineData("""{"port": 80, "targetPort": 8080}""", true)]
    [InlineData("""{"port": 80, "apex": {"labels": {"a": "b"}}}""", true)]
    [InlineData("""{"port": 80, "apex": {"labels": {"a": "b"}}, "unmanagedMetadata": {"labels": ["a"]}}""", false)]
    [InlineData("""{"port": 80, "apex": {"labels": {"app.kubernetes.io/managed-by": "canarymesh"}}}""", false)]
    public void Made_IsDueOnceItIsNotAsAskedFor(string asked, bool isDue) => Assert.Equal(isDue, IsDue(asked, Build("""{"port": 80}""")));

    [Fact]
    public void Made_AndSteered_IsAsAskedFor()
    {
        var made = Build("""{"port": 80}""")!;
        made.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[{"port":80,"from":80,"to":"cm-s-80"}]}""");
        made["spec"]!["ports"]![0]!["targetPort"] = "cm-s-80";

        Assert.False(IsDue("""{"port": 80}""", made));
        Assert.True(IsDue("""{"port": 80, "targetPort": 8080}""", made));
    }

    [Theory]
    [InlineData("""{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"}}""")]
    [InlineData("""{"labels":{"app.kubernetes.io/managed-by":"Helm"}}""")]
    [InlineData("""{"annotations":{"canary.footanalytics.io/made-ports":"[]"}}""")]
    [InlineData("""{"annotations":{"canary.footanalytics.io/made-ports":"{"}}""")]
    [InlineData("""{"annotations":{}}""")]
    public void Made_AndTakenOver_IsNotOurs(string metadata)
    {
        var made = Build("""{"port": 80}""")!;
        Assert.True(ApexReader.IsMade(made, _target));
        foreach (var (key, value) in JsonNode.Parse(metadata)!.AsObject())
        {
            made["metadata"]![key] = Over(made.At("metadata", key), value!.AsObject());
        }

        Assert.False(ApexReader.IsMade(made, _target));
    }

    [Fact]
    public void Made_AndGivenOtherPorts_IsNotOursAndDueToBeLetGo()
    {
        var made = Build("""{"port": 80}""")!;
        made["spec"]!["ports"]![0]!["port"] = 8080;

        Assert.False(ApexReader.IsMade(made, _target));
        Assert.True(IsDue("""{"port": 80}""", made));
        made["metadata"]!.AsObject().Remove("ownerReferences");
        Assert.False(IsDue("""{"port": 80}""", made));
    }

    [Fact]
    public void Service_OfTheTeam_IsNeverDue() => Assert.False(IsDue("""{"port": 4711}""", Thing.Service()));

    [Fact]
    public void Service_ThatIsAbsent_IsDue() => Assert.True(IsDue("""{"port": 80}""", null));

    // An empty map takes away what is there.
    private static JsonObject Over(JsonNode? before, JsonObject given)
    {
        var all = given.Count == 0 ? [] : before?.DeepClone().AsObject() ?? [];
        foreach (var (key, value) in given)
        {
            all[key] = value?.DeepClone();
        }

        return all;
    }

    private bool IsDue(string asked, JsonObject? found) =>
        ApexReader.IsDue(Build(asked), found, _target, ApexBuilder.Metadata(ServiceRequest.Of(Canary(asked))));

    private JsonObject? Build(string asked) => ApexBuilder.Build(Canary(asked), _target);

    private static JsonObject Canary(string asked)
    {
        var canary = Thing.Canary();
        canary["spec"]!["service"] = JsonNode.Parse(asked);
        return canary;
    }

    private static void JsonAssert(string expected, JsonNode? actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual?.ToJsonString());
}
