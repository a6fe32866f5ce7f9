using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class GatewayGoldenTests
{
    private const string Plural = "httproutes.gateway.networking.k8s.io";

    public static TheoryData<string> Files => [.. GatewayCases.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Desired_OfAGoldenIntent_IsWhatTheFileSays(string file)
    {
        var given = RouteCase.Load(file);

        var route = GatewayCases.Written(given.Intent, Found(given));

        var (wanted, found) = (Expected(given), RouteCase.Shown(route));
        Assert.True(JsonNode.DeepEquals(wanted, found), $"wanted {wanted.ToJsonString()}\nwritten {found.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Desired_OfAGoldenIntent_IsValidForTheRealSchema(string file)
    {
        var given = RouteCase.Load(file);

        var route = Assert.Single(GatewayCases.Routes.Desired(given.Intent, given.Find).Objects);

        Assert.Equal(Plural, route.Kind.ToString());
        Assert.Empty(MeshSchemas.Faults(route.Body, Plural, GatewayCases.Schemas));
    }

    // Else what was written would never be what is read, and would be written again.
    [Theory]
    [MemberData(nameof(Files))]
    public void Desired_OfAGoldenIntent_LeavesTheServerNothingToFillIn(string file)
    {
        var given = RouteCase.Load(file);
        var route = GatewayCases.Written(given.Intent, Found(given));

        var stored = MeshSchemas.Stored(route, Plural, GatewayCases.Schemas);

        Assert.True(JsonNode.DeepEquals(route, stored), stored.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfWhatWasWritten_IsTheIntent(string file)
    {
        var given = RouteCase.Load(file);
        var route = GatewayCases.Written(given.Intent, Found(given));

        var reading = GatewayCases.Reading(given.Intent, GatewayCases.Accepted(route));

        Assert.Equal(new RouteReading { Exists = true, IsMarked = true, Weight = given.Intent.Weight, Mirror = given.Intent.Mirror }, reading);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Find_OfAGoldenFile_IsValidForTheRealSchema(string file) =>
        Assert.Empty(Found(RouteCase.Load(file)) is { } found ? MeshSchemas.Faults(found, Plural, GatewayCases.Schemas) : []);

    [Fact]
    public void MeshSchemas_OfARouteThatIsWrong_SayWhyAndFillIn()
    {
        var given = RouteCase.Load("gateway-at-rest.yaml");
        var route = GatewayCases.Written(given.Intent, null);
        var rule = route.Objects("spec", "rules").First();
        rule["timeouts"] = new JsonObject { ["request"] = "1s", ["backendRequest"] = "2s" };
        rule["retries"] = 1;
        rule["backendRefs"]![0]!.AsObject().Remove("weight");

        var faults = MeshSchemas.Faults(route, Plural, GatewayCases.Schemas);

        Assert.Contains("spec.rules[0].retries: unknown", faults);
        Assert.Contains(faults, each => each.Contains("backendRequest timeout cannot be longer", StringComparison.Ordinal));
        Assert.Equal("1", MeshSchemas.Stored(route, Plural, GatewayCases.Schemas).At("spec", "rules")![0]!["backendRefs"]![0]!["weight"]?.ToJsonString());
    }

    [Theory]
    [InlineData("one", "one", 1)]
    [InlineData("one", "other", 0)]
    public void MeshSchemas_OfTwoReferencesToOneName_TellThemByNamespace(string first, string second, int faults)
    {
        var route = GatewayCases.Written(RouteCase.Load("gateway-at-rest.yaml").Intent, null);
        route.Within("spec")["parentRefs"] = new JsonArray([.. new[] { first, second }.Select(ns => new JsonObject
        {
            ["group"] = GatewayKinds.Group,
            ["kind"] = "Gateway",
            ["name"] = "public",
            ["namespace"] = ns,
        })]);

        Assert.Equal(faults, MeshSchemas.Faults(route, Plural, GatewayCases.Schemas).Count(each => each.Contains("sectionName must be unique", StringComparison.Ordinal)));
    }

    private static JsonObject? Found(RouteCase given) => given.Find(GatewayKinds.HttpRoutes, given.Intent.Apex);

    // Files spell out the whole object, or its spec.
    private static JsonObject Expected(RouteCase given)
    {
        if (given.Content.Objects("written").FirstOrDefault() is { } written)
        {
            return written;
        }

        var route = Found(given) ?? new()
        {
            ["apiVersion"] = "gateway.networking.k8s.io/v1",
            ["kind"] = "HTTPRoute",
            ["metadata"] = new JsonObject { ["name"] = given.Intent.Apex, ["namespace"] = given.Intent.Namespace, ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh } },
        };
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
