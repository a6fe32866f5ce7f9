using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>The analyzer writes routes with rights of its own: its Canary's author must have them.</summary>
public sealed class RouteRightsTests
{
    private const string Routes = "virtualservices.networking.istio.io shop/NAME, destinationrules.networking.istio.io shop/web-primary, destinationrules.networking.istio.io shop/web-canary";
    private const string HttpRoute = "httproutes.gateway.networking.k8s.io shop/";

    [Theory]
    [InlineData("istio", "{}", "web", null)]
    [InlineData("istio", """{"name":"payments","hosts":["pay.example.com"],"gateways":["infra/public"]}""", "payments", null)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", null, "web")]
    [InlineData("gatewayapi:v1", """{"name":"payments","gatewayRefs":[{"name":"a"}],"hosts":["pay.example.com"]}""", null, "payments")]
    [InlineData(null, """{"hosts":["pay.example.com"]}""", "web", null)]
    [InlineData(null, """{"name":"payments","gateways":["infra/public"]}""", "payments", null)]
    [InlineData(null, """{"gatewayRefs":[{"name":"a"}]}""", null, "web")]
    [InlineData(null, """{"gatewayRefs":[{"name":"a"}],"hosts":["pay.example.com"]}""", "web", "web")]
    [InlineData(null, """{"port":80,"match":[{"uri":{"prefix":"/"}}]}""", null, null)]
    [InlineData("canarymesh", """{"hosts":["pay.example.com"],"gatewayRefs":[{"name":"a"}]}""", null, null)]
    [InlineData("kubernetes", """{"gateways":["infra/public"]}""", null, null)]
    public async Task Answer_ToANewCanary_AsksForEveryRouteThatMayBeWritten(string? provider, string service, string? virtualService, string? httpRoute)
    {
        var access = new FixedAccess(allowed: true);

        Assert.IsType<Allowed>(await AnswerAsync(access, "CREATE", Canary(provider, service)));

        string[] expected = [.. httpRoute is null ? [] : (string[])[HttpRoute + httpRoute], .. virtualService is null ? [] : Routes.Replace("NAME", virtualService, StringComparison.Ordinal).Split(", ")];
        Assert.Equal(expected, Asked(access));
    }

    [Theory]
    [InlineData("istio", """{"name":"payments"}""", "virtualservices", "you may not create or update the VirtualService payments, which this Canary would write")]
    [InlineData("istio", "{}", "destinationrules", "you may not create or update the DestinationRule web-primary, which this Canary would write")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", "httproutes", "you may not create or update the HTTPRoute web, which this Canary would write")]
    [InlineData(null, """{"hosts":["pay.example.com"]}""", "virtualservices", "you may not create or update the VirtualService web, which this Canary would write; with spec.provider given, only what that one writes is asked for")]
    public async Task Answer_ToAUserWhoMayNotWriteTheRoute_IsForbidden(string? provider, string service, string forbidden, string words)
    {
        var access = new FixedAccess(allowed: true, forbiddenRoutes: forbidden);

        var answer = Assert.IsType<Denied>(await AnswerAsync(access, "CREATE", Canary(provider, service)));

        Assert.Equal((403, "Forbidden", "route-not-allowed", words), (answer.Code, answer.StatusReason, answer.Reason, answer.Message));
    }

    [Theory]
    [InlineData("suspend", "true", false)]
    [InlineData("skipAnalysis", "true", false)]
    [InlineData("analysis", """{"interval":"1m","threshold":5,"stepWeight":50,"maxWeight":60}""", false)]
    [InlineData("provider", "\"gatewayapi:v1\"", true)]
    [InlineData("service", """{"name":"other","gatewayRefs":[{"name":"a"}]}""", true)]
    [InlineData("service", """{"gatewayRefs":[{"name":"a"}],"hosts":["pay.example.com"]}""", true)]
    [InlineData("service", """{"gatewayRefs":[{"name":"a"}],"rewrite":{"uri":"/b"}}""", true)]
    [InlineData("targetRef", """{"apiVersion":"apps/v1","kind":"Deployment","name":"other"}""", true)]
    [InlineData("analysis", """{"interval":"1m","threshold":5,"stepWeight":10,"match":[{"headers":{"a":{"exact":"b"}}}]}""", true)]
    [InlineData("analysis", """{"interval":"1m","threshold":5,"stepWeight":10,"sessionAffinity":{"cookieName":"a"}}""", true)]
    public async Task Answer_ToAnUpdate_AsksAgainIfTheRouteIsMadeOfAnother(string field, string value, bool isAsked)
    {
        var access = new FixedAccess(allowed: true, forbiddenRoutes: "httproutes");
        var old = Canary(null, """{"gatewayRefs":[{"name":"a"}]}""");

        var answer = await AnswerAsync(access, "UPDATE", old.Copy(each => each["spec"]![field] = JsonNode.Parse(value)), old);

        Assert.Equal(isAsked ? "route-not-allowed" : null, (answer as Denied)?.Reason);
        Assert.Equal(isAsked, Asked(access).Count > 0);
    }

    [Theory]
    [InlineData("kubernetes")]
    [InlineData("canarymesh")]
    public async Task Answer_ToAProviderThatIsLeftOutLater_AsksForTheRoute(string before)
    {
        var access = new FixedAccess(allowed: true, forbiddenRoutes: "virtualservices");
        var old = Canary(before, """{"hosts":["pay.example.com"]}""");

        Assert.IsType<Denied>(await AnswerAsync(access, "UPDATE", old.Copy(each => each["spec"]!.AsObject().Remove("provider")), old));
    }

    [Theory]
    [InlineData("Istio", "virtualservices", true)]
    [InlineData("GatewayApi", "httproutes", true)]
    [InlineData("CanaryMesh", "virtualservices", false)]
    public async Task Answer_ToAnotherProviderThanTheOneOnRecord_AsksForTheRouteThatStays(string recorded, string forbidden, bool isAsked)
    {
        var access = new FixedAccess(allowed: true, forbiddenRoutes: forbidden);
        var old = Canary("canarymesh", "{}").With(each => each["status"] = JsonNode.Parse($$"""{"phase":"Succeeded","conditions":[{"type":"Routed","reason":"{{recorded}}"}]}"""));

        var answer = await AnswerAsync(access, "UPDATE", old.Copy(each => each["spec"]!["service"] = JsonNode.Parse("""{"hosts":["pay.example.com"]}""")), old);

        Assert.Equal(isAsked, answer is Denied { Reason: "route-not-allowed" });
    }

    [Fact]
    public async Task Answer_ToTheAnalyzersOwnCanary_AsksNobody()
    {
        var access = new FixedAccess(allowed: false);
        var request = Some.Request("CREATE", Canary("istio", """{"hosts":["pay.example.com"]}"""), user: Some.Surroundings.Analyzer);

        Assert.IsType<Allowed>(await new CheckEntry(Some.Surroundings, access).AnswerAsync(request, default));
        Assert.Empty(access.Asked);
    }

    private static List<string> Asked(FixedAccess access) => [.. access.Asked.Where(each => each.Contains('.', StringComparison.Ordinal))];

    private static ValueTask<AdmissionAnswer> AnswerAsync(FixedAccess access, string operation, JsonObject canary, JsonObject? old = null) =>
        new CheckEntry(Some.Surroundings, access).AnswerAsync(Some.Request(operation, canary, old), default);

    private static JsonObject Canary(string? provider, string service) => Some.Parse($$"""
        {"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
         "service":{{service}},"analysis":{"interval":"1m","threshold":5,"stepWeight":10} } }
        """).With(canary => canary["spec"]!["provider"] = provider);
}
