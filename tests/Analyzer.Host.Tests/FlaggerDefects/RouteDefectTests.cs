using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Routing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>What Flagger loses in VirtualServices and HTTPRoutes.</summary>
public sealed class RouteDefectTests
{
    private const string Istio = "istio";
    private const string Gateway = "gateway";

    [Theory]
    [InlineData("prefix")]
    [InlineData("suffix")]
    public void FB06_ConditionThatAnHttpRouteCannotCompare_IsAFaultAndNoRouteForEverybody(string how)
    {
        var intent = Case(Gateway, "ab").Intent;
        var condition = new JsonObject { ["user-agent"] = new JsonObject { [how] = "Firefox" } };
        intent.Canary.Within("spec").Within("analysis")["match"] = new JsonArray(new JsonObject { ["headers"] = condition });

        var plan = Routes(Gateway).Desired(intent, (_, _) => null);

        Assert.Equal((0, 1), (plan.Objects.Count, plan.Faults.Count));
    }

    [Theory]
    [InlineData(Istio)]
    [InlineData(Gateway)]
    public void FB07_WeightedTrialWithAMirror_HasBoth(string provider)
    {
        var intent = Case(provider, "mirror").At(30);

        var reading = Routes(provider).Read(intent, RouteCase.After(Routes(provider).Desired(intent, (_, _) => null)));

        Assert.Equal((30, 20), (reading.Weight, reading.Mirror));
    }

    [Theory]
    [InlineData(Istio)]
    [InlineData(Gateway)]
    public void FB09_ServiceThatIsEditedInMidTrial_LeavesTheWeightAsItIs(string provider)
    {
        var intent = Case(provider, "adopted").At(20);
        var before = Routes(provider).Desired(intent, Case(provider, "adopted").Find);
        var edited = GatewayCases.With(intent, service => service["match"] = JsonNode.Parse("""[{"uri":{"prefix":"/new"}}]"""));

        var reading = Routes(provider).Read(edited, RouteCase.After(Routes(provider).Desired(edited, RouteCase.After(before))));

        Assert.Equal((20, null), (reading.Weight, reading.ForeignEdit));
    }

    [Theory]
    [InlineData(Istio)]
    [InlineData(Gateway)]
    public void FB10_RouteThatIsWrittenAgain_KeepsTheOriginalThatWasSavedFirst(string provider)
    {
        var intent = Case(provider, "adopted").At(20);
        var first = Routes(provider).Desired(intent, Case(provider, "adopted").Find);
        var second = Routes(provider).Desired(GatewayCases.With(intent, service => service["timeout"] = "9s"), RouteCase.After(first));

        Assert.NotNull(Original(first));
        Assert.Equal(Original(first), Original(second));
        Assert.NotEqual(first.Objects[^1].Body.At("spec")!.ToJsonString(), second.Objects[^1].Body.At("spec")!.ToJsonString());
    }

    [Theory]
    [InlineData(Istio)]
    [InlineData(Gateway)]
    public void FB33_CookieOfThePrimary_IsAnotherAtEveryStep(string provider)
    {
        var given = Case(provider, "affinity");
        var written = new[] { 10, 20 }.Select(weight => Routes(provider).Desired(given.At(weight), (_, _) => null).Objects[^1].Body.ToJsonString()).ToList();

        Assert.Contains("\"kept=abc123-10; ", written[0], StringComparison.Ordinal);
        Assert.Contains("\"kept=abc123-20; ", written[1], StringComparison.Ordinal);
        Assert.DoesNotContain("kept=abc123-10", written[1], StringComparison.Ordinal);
    }

    private static string? Original(RoutePlan plan) => plan.Objects[^1].Body.Annotation(AnnotationNames.RouteOriginal);

    private static RouteCase Case(string provider, string name) => RouteCase.Load($"{provider}-{name}.yaml");

    private static IRouteProvider Routes(string provider) => provider == Istio ? new IstioRoutes(() => []) : new GatewayApiRoutes(() => []);
}
