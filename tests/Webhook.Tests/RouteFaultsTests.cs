using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Canaries of the providers that split by a route.</summary>
public sealed class RouteFaultsTests
{
    private const string ByHeader = """[{"headers":{"a":{"exact":"b"}}}]""";

    [Theory]
    [InlineData("istio", """{"port":80,"gateways":["mesh","shop/public"],"hosts":["web","www.shop.example"],"trafficPolicy":{"tls":{"mode":"ISTIO_MUTUAL"}}}""")]
    [InlineData("istio", """{"port":80,"match":[{"uri":{"prefix":"/"},"sourceLabels":{"app":"a"},"withoutHeaders":{"x":{"prefix":"y"}}}],"delegation":true}""")]
    [InlineData("gatewayapi:v1", """{"port":80,"gatewayRefs":[{"name":"public"}],"hosts":["shop.example"],"rewrite":{"uri":"/a","type":"ReplacePrefixMatch"},"backendTimeout":"1s"}""")]
    [InlineData("gatewayapi:v1", """{"port":80,"gatewayRefs":[{"name":"public"}],"match":[{"uri":{"prefix":"/"},"method":{"exact":"GET"},"headers":{"a":{"regex":"b"}},"ignoreUriCase":false,"withoutHeaders":{}}]}""")]
    [InlineData("kubernetes", """{"port":80}""")]
    [InlineData("canarymesh", """{"port":80}""")]
    public async Task Answer_ToWhatTheProviderKeeps_IsPassWithoutAWord(string provider, string service)
    {
        var answer = await AnswerAsync(Canary(provider, service, """{"stepWeight":10}"""));

        Assert.True(answer is Allowed, (answer as Denied)?.Message);
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"port":80}""")]
    [InlineData("""{"gatewayRefs":[]}""")]
    public async Task Answer_ToGatewayApiWithoutAGateway_SaysWhatIsMissing(string service) => Assert.Equal(
        "spec.service.gatewayRefs: must name at least one Gateway (or, in a mesh, a Service) that the HTTPRoute is attached to",
        Assert.IsType<Denied>(await AnswerAsync(Canary("gatewayapi:v1", service, """{"stepWeight":10}"""))).Message);

    [Theory]
    [InlineData("""{"headers":{"a":{"prefix":"b.c"}}}""", "headers.a.prefix: b.c must be exact or regex in an HTTPRoute, here regex: b\\.c.*")]
    [InlineData("""{"queryParams":{"a":{"prefix":"b"}}}""", "queryParams.a.prefix: b must be exact or regex in an HTTPRoute, here regex: b.*")]
    [InlineData("""{"withoutHeaders":{"a":{"exact":"b"}}}""", "withoutHeaders: ")]
    [InlineData("""{"sourceLabels":{"a":"b"}}""", "sourceLabels: ")]
    [InlineData("""{"sourceNamespace":"a"}""", "sourceNamespace: a is nothing that an HTTPRoute can compare; legal are uri, method, headers and queryParams")]
    [InlineData("""{"ignoreUriCase":true}""", "ignoreUriCase: true is nothing")]
    [InlineData("""{"method":{"prefix":"G"}}""", "method.prefix: G must be exact, and one of GET")]
    [InlineData("""{"method":{"exact":"FETCH"}}""", "method.exact: FETCH must be exact, and one of GET")]
    [InlineData("""{"authority":{"exact":"a"}}""", "authority: ")]
    [InlineData("""{"scheme":{"exact":"https"}}""", "scheme: ")]
    [InlineData("""{"port":80}""", "port: 80 is nothing")]
    [InlineData("""{"gateways":["mesh"]}""", "gateways: ")]
    public void Of_AConditionThatNoHttpRouteKeeps_NamesIt(string match, string fault) => Assert.StartsWith(
        $"spec.service.match[0].{fault}",
        Assert.Single(CanaryFaults.Of(Canary("gatewayapi:v1", $$"""{"gatewayRefs":[{"name":"a"}],"match":[{{match}}]}""", """{"stepWeight":10}""")).Faults).Replace("\"", "", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"headers":{"a":{"prefix":"b"}}}""", "headers.a.prefix: b must be exact or regex in an HTTPRoute, here regex: b.*")]
    [InlineData("""{"headers":{"a":{"suffix":"b"}}}""", "headers.a.suffix: b must be exact or regex in an HTTPRoute, here regex: .*b")]
    [InlineData("""{"sourceLabels":{"a":"b"}}""", "sourceLabels: {\"a\":\"b\"} must be left out: a Gateway does not see the labels of a caller")]
    [InlineData("""{"cookies":{"a":{"exact":"b"},"c":{"exact":"d"}}}""", "cookies: an HTTPRoute compares the header of all cookies once, so one condition on it is the most")]
    public void Of_AConditionOfATrialThatNoHttpRouteKeeps_NamesIt(string match, string fault) =>
        Assert.Equal([$"spec.analysis.match[0].{fault}"], CanaryFaults.Of(Canary("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", $$"""{"stepWeight":10,"match":[{{match}}]}""")).Faults);

    [Theory]
    [InlineData("istio", """{"delegation":true,"hosts":["shop.example"]}""", """{"stepWeight":10}""", "spec.service.delegation: true must be false where hosts or gateways are given")]
    [InlineData("istio", "null", """{"stepWeight":10,"match":[{}]}""", "spec.analysis.match[0]: a condition on headers, cookies, sourceLabels or queryParams must be given")]
    [InlineData("istio", "null", """{"stepWeight":10,"match":[{"cookies":{"a":{"exact":"b"}},"headers":{"Cookie":{"regex":".*"}}}]}""", "spec.analysis.match[0].cookies: Istio compares the header of all cookies once")]
    [InlineData("istio", """{"match":[{"headers":{"cookie":{"exact":"b"}}}]}""", """{"stepWeight":10,"sessionAffinity":{"cookieName":"a"}}""", "spec.service.match[0].headers: a condition on cookies and session affinity exclude each other")]
    [InlineData("istio", "null", """{"stepWeight":10,"stickiness":{"header":"x"}}""", "spec.analysis.stickiness: only the proxies keep clients by a key")]
    [InlineData("istio", """{"appProtocol":"TCP"}""", $$"""{"iterations":10,"match":{{ByHeader}}}""", "spec.analysis.match: without conditions on requests, which TCP has none of")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"appProtocol":"tcp"}""", """{"stepWeight":10}""", "spec.service.appProtocol: tcp must be left out")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}]}""", """{"stepWeight":10,"stickiness":{"clientAddress":true}}""", "spec.analysis.stickiness: only the proxies")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"corsPolicy":{"allowOrigins":[{"exact":"https://a"},{"regex":".*"}]}}""", """{"stepWeight":10}""", "spec.service.corsPolicy.allowOrigins[1].regex: .* must be exact in an HTTPRoute")]
    public void Of_WhatARouteCannotSay_IsRefusedForItAlone(string provider, string service, string analysis, string fault)
    {
        Assert.StartsWith(fault, Assert.Single(CanaryFaults.Of(Canary(provider, service, analysis)).Faults), StringComparison.Ordinal);
        // Two of them no other keeps either.
        Assert.Equal(fault.Contains("delegation", StringComparison.Ordinal) || fault.Contains("must be given", StringComparison.Ordinal) ? 1 : 0, CanaryFaults.Of(Canary("canarymesh", service, analysis)).Faults.Count);
    }

    [Theory]
    [InlineData("istio", """{"hosts":["other"]}""", "", "spec.service.hosts: other is the name of another Service")]
    [InlineData("istio", """{"hosts":["web.other.svc.cluster.local"]}""", "", "spec.service.hosts: web.other.svc.cluster.local is the name of another Service")]
    [InlineData("istio", """{"hosts":["*"]}""", "", "spec.service.hosts: * takes every request of the mesh")]
    [InlineData("istio", """{"hosts":["*"],"gateways":["shop/public"]}""", "", null)]
    [InlineData("istio", """{"hosts":["billing.payments"]}""", "", "spec.service.hosts: billing.payments may be the name of another Service; the installation's setting allowed-hosts lets it through")]
    [InlineData("istio", """{"hosts":["*.payments"],"gateways":["shop/public","mesh"]}""", "", "spec.service.hosts: *.payments may take the names of other Services; the installation's setting allowed-hosts lets it through")]
    [InlineData("istio", """{"hosts":["billing.payments"]}""", "*.payments", null)]
    [InlineData("istio", """{"hosts":["shop.example"],"gateways":["shop/public"]}""", "", null)]
    [InlineData("istio", """{"hosts":["web","web.shop","www.shop.example"]}""", "", null)]
    [InlineData("istio", """{"name":"front","hosts":["web"]}""", "", "spec.service.hosts: web is the name of another Service")]
    [InlineData("istio", """{"hosts":["other"]}""", "other", null)]
    [InlineData("istio", """{"hosts":["a.other.svc.cluster.local"]}""", "*.other.svc.cluster.local", null)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"hosts":["a.other.svc"]}""", "", "spec.service.hosts: a.other.svc is the name of another Service")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"hosts":["*"]}""", "", null)]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"hosts":["shop.example"]}""", "", null)]
    [InlineData("canarymesh", """{"hosts":["other"]}""", "", null)]
    public async Task Answer_ToAHostOfAnother_IsRefusedUnlessItIsAllowed(string provider, string service, string allowed, string? fault)
    {
        var answer = await AnswerAsync(Canary(provider, service, """{"stepWeight":10}"""), allowed.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(fault, (answer as Denied)?.Message);
    }

    [Theory]
    [InlineData("""{"group":"","kind":"Service","name":"web"}""", null)]
    [InlineData("""{"group":"","kind":"Service","name":"web","namespace":"shop"}""", null)]
    [InlineData("""{"name":"other","namespace":"infra"}""", null)]
    [InlineData("""{"group":"","kind":"Service","name":"other"}""", "Service other")]
    [InlineData("""{"group":"","kind":"Service","name":"web","namespace":"bank"}""", "Service bank/web")]
    [InlineData("""{"group":"networking.istio.io","kind":"ServiceEntry","name":"web"}""", "ServiceEntry web")]
    public async Task Answer_ToAParentThatIsAService_IsRefusedUnlessItIsItsOwn(string parent, string? fault)
    {
        var answer = await AnswerAsync(Canary("gatewayapi:v1", $$"""{"gatewayRefs":[{"name":"public"},{{parent}}]}""", """{"stepWeight":10}"""));

        Assert.Equal(
            fault is null ? null : $"spec.service.gatewayRefs[1]: {fault} must be Service web of this namespace, or a Gateway: what goes to another Service is not this Canary's to lead",
            (answer as Denied)?.Message);
    }

    [Theory]
    [InlineData("istio", """{"gatewayRefs":[{"name":"a"}]}""", "spec.service.gatewayRefs: [{\"name\":\"a\"}] has no effect: a VirtualService is bound by spec.service.gateways")]
    [InlineData("istio", """{"rewrite":{"uri":"/","type":"a"}}""", "spec.service.rewrite.type: \"a\" has no effect: a VirtualService replaces the prefix")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"delegation":true}""", "spec.service.delegation: true has no effect: an HTTPRoute has no delegates")]
    [InlineData("gatewayapi:v1", """{"gatewayRefs":[{"name":"a"}],"match":[{"uri":{"prefix":"/"}},{"name":"b"},{"name":"c"}]}""", "spec.service.match[1].name: \"b\" has no effect: the conditions")]
    [InlineData("canarymesh", """{"rewrite":{"uri":"/","type":"a"}}""", "spec.service.rewrite: {\"uri\":\"/\",\"type\":\"a\"} has no effect: the proxies split")]
    [InlineData(null, """{"rewrite":{"uri":"/","type":"a"}}""", "spec.service.rewrite: {\"uri\":\"/\",\"type\":\"a\"} has no effect with the proxies: the proxies split")]
    [InlineData("kubernetes", """{"retries":{"attempts":3}}""", "spec.service.retries: {\"attempts\":3} has no effect: the proxies try nothing again, and only a request that could not reach the canary goes to the primary: write it into")]
    [InlineData(null, """{"meshName":"a"}""", "spec.service.meshName: \"a\" has no effect: App Mesh")]
    public void Of_WhatTheProviderDoesNotDo_WarnsOnceInItsWords(string? provider, string service, string warning)
    {
        var found = CanaryFaults.Of(Canary(provider, service, """{"stepWeight":10}"""));

        Assert.Empty(found.Faults);
        Assert.StartsWith($"canarymesh: {warning}", Assert.Single(found.Warnings), StringComparison.Ordinal);
    }

    private static ValueTask<AdmissionAnswer> AnswerAsync(JsonObject canary, params string[] allowed) =>
        new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true), () => Some.Settings with { AllowedHosts = allowed }).AnswerAsync(Some.Request("CREATE", canary), default);

    private static JsonObject Canary(string? provider, string service, string analysis) => Some.Parse($$"""
        {"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"kind":"Deployment","name":"web"},"service":{{service}},"analysis":{{analysis}} } }
        """).With(canary => canary["spec"]!["provider"] = provider);
}
