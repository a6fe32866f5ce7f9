using System.Text.Json.Nodes;
using CanaryMesh.Schema.Tests.Reading;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Schema.Tests;

/// <summary>What no route can say is said at admission in the words that the analyzer has for it.</summary>
public sealed class RouteWordsTests
{
    [Theory]
    [InlineData("istio", """{"hosts":["other","*","www.shop.example"]}""", """{"stepWeight":10}""", 2)]
    [InlineData("istio", """{"hosts":["billing.payments","*.payments","web.shop"]}""", """{"stepWeight":10}""", 2)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"group":"","kind":"Service","name":"other"},{"kind":"Service","name":"web","namespace":"bank"},{"kind":"Service","name":"web"}]}""", """{"stepWeight":10}""", 2)]
    [InlineData("istio", "{}", """{"stepWeight":10,"match":[{"cookies":{"a":{"exact":"b"},"c":{"exact":"d"}}}]}""", 1)]
    [InlineData("istio", """{"match":[{"uri":{"exact":"/"}},{"headers":{"Cookie":{"exact":"b"}}}]}""", """{"stepWeight":10,"sessionAffinity":{"cookieName":"a"}}""", 1)]
    [InlineData("istio", """{"appProtocol":"tcp"}""", """{"iterations":10,"match":[{"headers":{"a":{"exact":"b"}}}]}""", 1)]
    [InlineData("gatewayapi:v1", "{}", """{"stepWeight":10}""", 1)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"hosts":["web.other.svc"],"appProtocol":"tcp"}""", """{"stepWeight":10}""", 2)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"match":[{"ignoreUriCase":true,"port":80,"method":{"regex":"G.*"},"headers":{"a":{"prefix":"b."}}}]}""", """{"stepWeight":10}""", 4)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"corsPolicy":{"allowOrigins":[{"prefix":"https://"}]}}""", """{"stepWeight":10}""", 1)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"rewrite":{"type":"some"},"mirror":[{"backendRef":{"name":"b"}},{"backendRef":{"name":"c","group":"x"}}]}""", """{"stepWeight":10}""", 2)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"rewrite":{"type":"ReplacePrefixMatch"}}""", """{"stepWeight":10}""", 1)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", """{"stepWeight":10,"match":[{"headers":{"a":{"suffix":"b"}}},{"queryParams":{"a":{"prefix":"b"}}}]}""", 2)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", """{"stepWeight":10,"match":[{"headers":{"cookie":{"exact":"b"}},"cookies":{"c":{"exact":"d"}}}]}""", 1)]
    public async Task Fault_OfARoute_IsSaidAtAdmissionInTheSameWords(string provider, string service, string analysis, int count)
    {
        var canary = Some.Parse($$"""
            {"kind":"Canary","metadata":{"name":"web","namespace":"shop"},"spec":{"provider":"{{provider}}","targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"service":{{service}},"analysis":{{analysis}} } }
            """);
        canary["spec"]!["service"]!["port"] = 80;
        (canary["spec"]!["analysis"]!["interval"], canary["spec"]!["analysis"]!["threshold"]) = ("1m", 5);
        var faults = RouteReading.Faults(provider, (JsonObject)canary.DeepClone());

        var denied = Assert.IsType<Denied>(await new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true)).AnswerAsync(Some.Request("CREATE", canary), default));

        Assert.Equal(count, faults.Count);
        Assert.All(faults, fault => Assert.Contains(fault, denied.Message, StringComparison.Ordinal));
    }
}
