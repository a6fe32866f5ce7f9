using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class IstioPropertyTests
{
    private static readonly IstioRoutes Routes = new(() => []);
    private static readonly IReadOnlyList<RouteCase> Cases =
        [.. Directory.GetFiles(RouteCase.Folder, "istio-*.yaml").Order(StringComparer.Ordinal).Select(file => RouteCase.Load(Path.GetFileName(file)))];

    [Property(MaxTest = 200)]
    public void Read_OfAnyWeight_IsThatWeight(byte variant, byte drawn)
    {
        var given = Cases[variant % Cases.Count];
        var intent = given.At(drawn % 101);

        var reading = Routes.Read(intent, RouteCase.After(Routes.Desired(intent, given.Find)));

        Assert.Equal((intent.Weight, null, null), (reading.Weight, reading.ForeignEdit, reading.Hindrance));
    }

    [Property(MaxTest = 200)]
    public void Desired_OverItsOwnOutput_ChangesNothing(byte variant, byte drawn, bool deletes)
    {
        var given = Cases[variant % Cases.Count];
        var intent = given.At(drawn % 101);
        var first = Routes.Desired(intent, deletes ? (_, _) => null : given.Find);

        var second = Routes.Desired(intent, RouteCase.After(first));

        Assert.All(first.Objects.Zip(second.Objects), pair => Assert.True(JsonNode.DeepEquals(pair.First.Body, pair.Second.Body), pair.Second.Body.ToJsonString()));
    }

    [Property(MaxTest = 200)]
    public void Desired_ByAnyWay_IsTheSameAsAtOnce(byte variant, byte[] way, byte drawn)
    {
        var given = Cases[variant % Cases.Count];
        var find = given.Find;
        foreach (var weight in way)
        {
            find = RouteCase.After(Routes.Desired(given.At(weight % 101), find));
        }

        var last = given.At(drawn % 101);
        var (slowly, atOnce) = (Routes.Desired(last, find).Objects[^1].Body, Routes.Desired(last, given.Find).Objects[^1].Body);

        Assert.True(JsonNode.DeepEquals(slowly, atOnce), slowly.ToJsonString());
    }

    [Property(MaxTest = 60)]
    public void Desired_OfAnyWeight_IsValid(byte variant, byte drawn)
    {
        var given = Cases[variant % Cases.Count];

        var route = Routes.Desired(given.At(drawn % 101), given.Find).Objects[^1];

        Assert.Empty(MeshSchemas.Faults(route.Body, route.Kind.ToString(), "istio-2026-07.yaml"));
    }
}
