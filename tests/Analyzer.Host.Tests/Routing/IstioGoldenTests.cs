using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class IstioGoldenTests
{
    private static readonly IstioRoutes Routes = new(() => []);

    public static TheoryData<string> Files => [.. Directory.GetFiles(RouteCase.Folder, "istio-*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Desired_OfAGoldenIntent_IsWhatTheFileSays(string file)
    {
        var given = RouteCase.Load(file);

        var plan = Routes.Desired(given.Intent, given.Find);

        Assert.Empty(plan.Faults);
        var expected = Expected(given);
        var written = plan.Objects.Select(each => RouteCase.Shown(each.Body)).ToList();
        Assert.Equal(expected.Count, written.Count);
        foreach (var (wanted, found) in expected.Zip(written))
        {
            Assert.True(JsonNode.DeepEquals(wanted, found), $"wanted {wanted.ToJsonString()}\nwritten {found.ToJsonString()}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Desired_OfAGoldenIntent_IsValidForIstiosOwnSchema(string file)
    {
        var given = RouteCase.Load(file);

        var plan = Routes.Desired(given.Intent, given.Find);

        Assert.Equal(3, plan.Objects.Count);
        Assert.All(plan.Objects, each => Assert.Empty(MeshSchemas.Faults(each.Body, each.Kind.ToString(), "istio-2026-07.yaml")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfWhatWasWritten_IsTheIntent(string file)
    {
        var given = RouteCase.Load(file);
        var plan = Routes.Desired(given.Intent, given.Find);

        var reading = Routes.Read(given.Intent, RouteCase.After(plan));

        var mirror = TcpRules.Apply(given.Intent) ? 0 : given.Intent.Mirror;
        Assert.Equal(new RouteReading { Exists = true, IsMarked = true, Weight = given.Intent.Weight, Mirror = mirror }, reading);
    }

    [Fact]
    public void MeshSchemas_OfAnObjectThatIsWrong_SayWhy()
    {
        var given = RouteCase.Load("istio-at-rest.yaml");
        var route = Routes.Desired(given.Intent, given.Find).Objects[^1].Body;
        var rule = route.Objects("spec", "http").First();
        rule["timeout"] = "0s";
        rule["weights"] = 1;
        rule["route"]![0]!["destination"]!.AsObject().Remove("host");

        var faults = MeshSchemas.Faults(route, "virtualservices.networking.istio.io", "istio-2026-07.yaml");

        Assert.Contains("spec.http[0].weights: unknown", faults);
        Assert.Contains(faults, each => each.StartsWith("spec.http[0].route[0].destination.host: Required", StringComparison.Ordinal));
    }

    // Files spell out all three objects, or the VirtualService and the policy of both sides.
    private static List<JsonObject> Expected(RouteCase given) => given.Content["written"] is JsonArray
        ? [.. given.Content.Objects("written")]
        : [Side(given, given.Intent.Primary), Side(given, given.Intent.OnTrial), Route(given)];

    private static JsonObject Side(RouteCase given, string name)
    {
        var spec = new JsonObject { ["host"] = name };
        if (given.Content["policy"] is { } policy)
        {
            spec["trafficPolicy"] = policy.DeepClone();
        }

        return new()
        {
            ["apiVersion"] = "networking.istio.io/v1beta1",
            ["kind"] = "DestinationRule",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = given.Intent.Namespace, ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh } },
            ["spec"] = spec,
        };
    }

    private static JsonObject Route(RouteCase given)
    {
        var found = given.Content.Objects("found").FirstOrDefault();
        var route = found is null ? Side(given, given.Intent.Apex) : (JsonObject)found.DeepClone();
        route["kind"] = "VirtualService";
        route["spec"] = given.Content["route"]!.DeepClone();
        foreach (var map in new[] { "labels", "annotations" })
        {
            foreach (var (key, value) in given.Content[map] as JsonObject ?? [])
            {
                route.Within("metadata").Within(map)[key] = value?.DeepClone();
            }
        }

        return route;
    }
}
