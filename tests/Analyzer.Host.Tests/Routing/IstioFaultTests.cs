using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class IstioFaultTests
{
    [Theory]
    [InlineData("""{"service":{"delegation":true,"hosts":["a.example.com"]}}""", "spec.service.delegation: a delegate has neither hosts nor gateways")]
    [InlineData("""{"service":{"hosts":["payments"]}}""", "spec.service.hosts: payments is the name of another Service")]
    [InlineData("""{"service":{"hosts":["billing.payments"]}}""", "spec.service.hosts: billing.payments may be the name of another Service; the installation's setting allowed-hosts lets it through")]
    [InlineData("""{"analysis":{"match":[{}]}}""", "spec.analysis.match[0]: without a condition it would take every request")]
    [InlineData("""{"analysis":{"match":[{"cookies":{"a":{},"b":{}}}]}}""", "spec.analysis.match[0].cookies: Istio compares the header of all cookies once, so one condition on it is the most")]
    [InlineData("""{"analysis":{"match":[{"cookies":{"a":{}},"headers":{"Cookie":{"regex":".*"}}}]}}""", "spec.analysis.match[0].cookies: Istio compares the header of all cookies once, so one condition on it is the most")]
    public void Desired_OfWhatIstioCannotSay_IsRefused(string change, string fault)
    {
        var plan = new IstioRoutes(() => []).Desired(Intent(change), (_, _) => null);

        Assert.Equal((0, fault), (plan.Objects.Count, Assert.Single(plan.Faults)));
    }

    [Theory]
    [InlineData("""{"service":{}}""")]
    [InlineData("""{"service":{"appProtocol":"tcp"},"analysis":{"match":[{"headers":{"a":{}}}]}}""")]
    public void Desired_OfAnAbRunWithoutConditions_LeadsNobodyAnywhere(string change)
    {
        var plan = new IstioRoutes(() => []).Desired(Intent(change) with { MatchesOnly = true, Weight = 100 }, (_, _) => null);

        Assert.StartsWith("spec.analysis.match: without conditions", Assert.Single(plan.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Desired_WithAHostThatTheInstallationAllows_IsWritten() =>
        Assert.Empty(new IstioRoutes(() => ["payments"]).Desired(Intent("""{"service":{"hosts":["payments"]}}"""), (_, _) => null).Faults);

    [Fact]
    public void Desired_WithSessionAffinityAndAConditionOnCookies_IsRefused()
    {
        var intent = Intent("""{"service":{"match":[{"headers":{"cookie":{"regex":".*a=1.*"}}}]}}""") with
        {
            Cookies = new(new("side", 60, null, 10, ""), "side=1", null, null),
        };

        var fault = Assert.Single(new IstioRoutes(() => []).Desired(intent, (_, _) => null).Faults);

        Assert.Equal("spec.service.match[0].headers: a condition on cookies and session affinity exclude each other", fault);
    }

    private static RouteIntent Intent(string change)
    {
        var canary = (JsonObject)JsonNode.Parse("""{"metadata":{"name":"shop","namespace":"web","uid":"c1"},"spec":{"targetRef":{"name":"shop"},"service":{"port":80},"analysis":{}}}""")!;
        foreach (var (section, members) in (JsonObject)JsonNode.Parse(change)!)
        {
            foreach (var (name, value) in (JsonObject)members!)
            {
                ((JsonObject)canary.At("spec", section)!)[name] = value?.DeepClone();
            }
        }

        return RouteIntent.Of(canary);
    }
}
