using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class GatewayPropertyTests
{
    private static readonly IReadOnlyList<RouteCase> Cases = [.. GatewayCases.Files.Select(RouteCase.Load)];

    [Property(MaxTest = 200)]
    public void Read_OfAnyWeight_IsThatWeight(byte variant, byte drawn)
    {
        var (intent, found) = Drawn(variant, drawn);

        var reading = GatewayCases.Reading(intent, GatewayCases.Accepted(GatewayCases.Written(intent, found)));

        Assert.Equal((intent.Weight, null, null), (reading.Weight, reading.ForeignEdit, reading.Hindrance));
    }

    [Property(MaxTest = 200)]
    public void Desired_OverItsOwnOutput_ChangesNothing(byte variant, byte drawn, bool deletes)
    {
        var (intent, found) = Drawn(variant, drawn);
        var first = GatewayCases.Written(intent, deletes ? null : found);

        var second = GatewayCases.Written(intent, first);

        Assert.True(JsonNode.DeepEquals(first, second), second.ToJsonString());
    }

    [Property(MaxTest = 200)]
    public void Desired_ByAnyWay_IsTheSameAsAtOnce(byte variant, byte[] way, byte drawn)
    {
        var (last, found) = Drawn(variant, drawn);
        var route = found;
        foreach (var weight in way)
        {
            route = GatewayCases.Written(Drawn(variant, weight).Intent, route);
        }

        var (slowly, atOnce) = (GatewayCases.Written(last, route), GatewayCases.Written(last, found));

        Assert.True(JsonNode.DeepEquals(slowly, atOnce), slowly.ToJsonString());
    }

    [Property(MaxTest = 100)]
    public void Restore_AfterAnyWay_IsWhatWasFound(byte variant, byte[] way)
    {
        var found = Drawn(variant, 0).Found;
        var route = found;
        foreach (var weight in way.DefaultIfEmpty())
        {
            route = GatewayCases.Written(Drawn(variant, weight).Intent, route);
        }

        var left = GatewayCases.Routes.Restore(route!);

        Assert.True(found is null ? left is RouteReturn.Delete : left is RouteReturn.Rewrite { Body: var body } && JsonNode.DeepEquals(found, body), left.ToString());
    }

    [Property(MaxTest = 60)]
    public void Desired_OfAnyWeight_IsValid(byte variant, byte drawn)
    {
        var (intent, found) = Drawn(variant, drawn);

        Assert.Empty(MeshSchemas.Faults(GatewayCases.Written(intent, found), GatewayKinds.HttpRoutes.ToString(), GatewayCases.Schemas));
    }

    private static (RouteIntent Intent, JsonObject? Found) Drawn(byte variant, byte drawn)
    {
        var given = Cases[variant % Cases.Count];
        var intent = given.At(drawn % 101);
        return (intent, given.Find(GatewayKinds.HttpRoutes, intent.Apex));
    }
}
