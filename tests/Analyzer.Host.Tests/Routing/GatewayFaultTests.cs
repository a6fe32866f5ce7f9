using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class GatewayFaultTests
{
    private const string Methods = "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH";
    private const string Nothing = "is nothing that an HTTPRoute can compare; legal are uri, method, headers and queryParams";

    [Theory]
    [InlineData("""{"service":{"gatewayRefs":null}}""", "spec.service.gatewayRefs: must name at least one Gateway (or, in a mesh, a Service) that the HTTPRoute is attached to")]
    [InlineData("""{"service":{"gatewayRefs":[{"namespace":"a"}]}}""", "spec.service.gatewayRefs[0].name: must be given")]
    [InlineData("""{"service":{"gatewayRefs":[{"group":"","kind":"Service","name":"other"}]}}""", "spec.service.gatewayRefs[0]: Service other must be Service shop of this namespace, or a Gateway: what goes to another Service is not this Canary's to lead")]
    [InlineData("""{"service":{"gatewayRefs":[{"group":"","kind":"Service","name":"shop","namespace":"bank"}]}}""", "spec.service.gatewayRefs[0]: Service bank/shop must be Service shop of this namespace, or a Gateway: what goes to another Service is not this Canary's to lead")]
    [InlineData("""{"service":{"gatewayRefs":[{"name":"a"},{"name":"a","namespace":"web","sectionName":"s"}]}}""", "spec.service.gatewayRefs: Gateway a would be named twice; of several references to one parent each must have a sectionName of its own")]
    [InlineData("""{"service":{"hosts":["*"]}}""", "spec.service.hosts: * must be a host name in lower case without a port, such as shop.example.com or *.example.com; without any, the route is for every host")]
    [InlineData("""{"service":{"hosts":["payments"]}}""", "spec.service.hosts: payments is the name of another Service")]
    [InlineData("""{"service":{"appProtocol":"TCP"}}""", "spec.service.appProtocol: tcp must be left out: an HTTPRoute forwards requests of HTTP alone")]
    [InlineData("""{"service":{"match":[{"ignoreUriCase":true}]}}""", $"spec.service.match[0].ignoreUriCase: true {Nothing}")]
    [InlineData("""{"service":{"match":[{},{"sourceLabels":{"a":"b"}}]}}""", $$"""spec.service.match[1].sourceLabels: {"a":"b"} {{Nothing}}""")]
    [InlineData("""{"service":{"match":[{"port":80}]}}""", $"spec.service.match[0].port: 80 {Nothing}")]
    [InlineData("""{"service":{"match":[{"method":{"regex":"GET|HEAD"}}]}}""", $"spec.service.match[0].method.regex: GET|HEAD must be exact, and one of {Methods}")]
    [InlineData("""{"service":{"match":[{"method":{"exact":"get"}}]}}""", $"spec.service.match[0].method.exact: get must be exact, and one of {Methods}")]
    [InlineData("""{"service":{"match":[{"uri":{"exact":""}}]}}""", $"spec.service.match[0].uri.exact:  must be {LegalText.PathWords}")]
    [InlineData("""{"service":{"match":[{"uri":{"prefix":"/a//b"}}]}}""", $"spec.service.match[0].uri.prefix: /a//b must be {LegalText.PathWords}")]
    [InlineData("""{"service":{"match":[{"uri":{"suffix":"/a"}}]}}""", "spec.service.match[0].uri.suffix: /a must be one of exact, prefix and regex, of at most 1024 characters")]
    [InlineData("""{"service":{"match":[{"headers":{"x-a":{"prefix":"b.c"}}}]}}""", """spec.service.match[0].headers.x-a.prefix: b.c must be exact or regex in an HTTPRoute, here regex: b\.c.*""")]
    [InlineData("""{"service":{"match":[{"headers":{"x-a":{}}}]}}""", "spec.service.match[0].headers.x-a: an HTTPRoute compares with one text; legal are exact and regex, and regex: .* for any")]
    [InlineData("""{"service":{"match":[{"headers":{"x-a":{"exact":"1"},"X-A":{"exact":"2"}}}]}}""", "spec.service.match[0].headers: x-a and X-A are one header, which an HTTPRoute compares once")]
    [InlineData("""{"service":{"match":[{"headers":{"x a":{"exact":"1"}}}]}}""", "spec.service.match[0].headers.x a: must be the name of a header or parameter without spaces and brackets")]
    [InlineData("""{"service":{"match":[{"queryParams":{"a":{"exact":""}}}]}}""", "spec.service.match[0].queryParams.a.exact:  must be a text of 1 to 1024 characters")]
    [InlineData("""{"analysis":{"match":[{"headers":{"ua":{"suffix":"/1.0"}}}]}}""", """spec.analysis.match[0].headers.ua.suffix: /1.0 must be exact or regex in an HTTPRoute, here regex: .*/1\.0""")]
    [InlineData("""{"analysis":{"match":[{"sourceLabels":{"a":"b"}}]}}""", """spec.analysis.match[0].sourceLabels: {"a":"b"} is nothing that an HTTPRoute can compare; legal are headers, cookies and queryParams""")]
    [InlineData("""{"analysis":{"match":[{}]}}""", "spec.analysis.match[0]: without a condition it would take every request")]
    [InlineData("""{"analysis":{"match":[{"cookies":{"a":{},"b":{}}}]}}""", "spec.analysis.match[0].cookies: an HTTPRoute compares the header of all cookies once, so one condition on it is the most")]
    [InlineData("""{"service":{"rewrite":{"type":"Prefix","uri":"/"}}}""", "spec.service.rewrite.type: Prefix must be ReplaceFullPath or ReplacePrefixMatch")]
    [InlineData("""{"service":{"rewrite":{"authority":"shop.web:80"}}}""", $"spec.service.rewrite.authority: shop.web:80 must be {LegalText.AuthorityWords}")]
    [InlineData("""{"service":{"rewrite":{"type":"ReplacePrefixMatch"}}}""", "spec.service.rewrite.uri: must be given where type is ReplacePrefixMatch")]
    [InlineData("""{"service":{"match":[{"uri":{"prefix":"/a"}},{"uri":{"exact":"/b"}}],"rewrite":{"type":"ReplacePrefixMatch","uri":"/"}}}""", "spec.service.rewrite.type: ReplacePrefixMatch needs a uri.prefix in each of spec.service.match, since it replaces that")]
    [InlineData("""{"service":{"headers":{"request":{"set":{"x-a":""}}}}}""", "spec.service.headers.request.set.x-a: must be a text of 1 to 4096 characters")]
    [InlineData("""{"service":{"mirror":[{"backendRef":{"name":"audit"}}]}}""", "spec.service.mirror[0].backendRef.port: must be given for a Service")]
    [InlineData("""{"service":{"mirror":[{"backendRef":{"name":"shop-canary","port":80}}]}}""", "spec.service.mirror[0].backendRef.name: shop-canary must be another Service; the version on trial gets its copies by spec.analysis.mirror")]
    [InlineData("""{"service":{"timeout":"1.5s"}}""", "spec.service.timeout: 1.5s must be a duration such as 15s, 1m30s or 500ms, of whole numbers")]
    [InlineData("""{"service":{"timeout":"1s","backendTimeout":"2000ms"}}""", "spec.service.backendTimeout: 2000ms must not be longer than the timeout of the whole request, 1s")]
    [InlineData("""{"service":{"corsPolicy":{"allowOrigins":[{"regex":".*"}]}}}""", "spec.service.corsPolicy.allowOrigins[0].regex: .* must be exact in an HTTPRoute; * may stand for a part, as in https://*.example.com")]
    [InlineData("""{"service":{"corsPolicy":{"allowOrigin":["example.com"]}}}""", $"spec.service.corsPolicy.allowOrigins: example.com must be {LegalText.OriginWords}")]
    [InlineData("""{"service":{"corsPolicy":{"allowMethods":["GET","*"]}}}""", "spec.service.corsPolicy.allowMethods: * must be alone, or left out")]
    [InlineData("""{"service":{"corsPolicy":{"maxAge":"500ms"}}}""", "spec.service.corsPolicy.maxAge: 500ms must be a duration of at least 1s, such as 24h")]
    public void Desired_OfWhatAnHttpRouteCannotSay_IsRefused(string change, string fault)
    {
        var plan = GatewayCases.Routes.Desired(Intent(change), (_, _) => null);

        Assert.Equal((0, fault), (plan.Objects.Count, Assert.Single(plan.Faults)));
    }

    [Fact]
    public void Desired_OfSeveralFaults_SaysThemAll() =>
        Assert.Equal(3, GatewayCases.Routes.Desired(Intent("""{"service":{"gatewayRefs":[],"hosts":["A"],"timeout":"soon"}}"""), (_, _) => null).Faults.Count);

    [Fact]
    public void Desired_OfAnAbRunWithoutConditions_LeadsNobodyAnywhere() => Assert.StartsWith(
        "spec.analysis.match: without conditions",
        Assert.Single(GatewayCases.Routes.Desired(Intent("{}") with { MatchesOnly = true, Weight = 100 }, (_, _) => null).Faults),
        StringComparison.Ordinal);

    [Fact]
    public void Desired_WithAHostThatTheInstallationAllows_IsWritten() =>
        Assert.Empty(new GatewayApiRoutes(() => ["payments"]).Desired(Intent("""{"service":{"hosts":["payments"]}}"""), (_, _) => null).Faults);

    [Fact]
    public void Desired_WithSessionAffinityAndAConditionOnCookies_IsRefused()
    {
        var intent = Intent("""{"service":{"match":[{"headers":{"cookie":{"regex":".*a=1.*"}}}]}}""") with { Cookies = new(new("side", 60, null, 10, ""), "side=1", null, null) };

        Assert.Equal("spec.service.match[0].headers: a condition on cookies and session affinity exclude each other", Assert.Single(GatewayCases.Routes.Desired(intent, (_, _) => null).Faults));
    }

    [Fact]
    public void Desired_OverAnAdoptedRouteThatIsAttachedAsAWhole_CannotNameAPartOfItAsWell()
    {
        var found = RouteCase.Load("gateway-adopted.yaml").Find(GatewayKinds.HttpRoutes, "shop");

        var fault = Assert.Single(GatewayCases.Routes.Desired(Intent("""{"service":{"gatewayRefs":[{"name":"public","namespace":"infra","sectionName":"https"}]}}"""), GatewayCases.Finding(found)).Faults);

        Assert.StartsWith("spec.service.gatewayRefs: Gateway infra/public would be named twice", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 8, null)]
    [InlineData(8, 9, "HTTPRoute shop would have 72 conditions (each of spec.analysis.match with each of spec.service.match) in one rule, and 64 are the most that Gateway API takes")]
    [InlineData(1, 64, null)]
    [InlineData(1, 65, "HTTPRoute shop would have 65 conditions (each of spec.analysis.match with each of spec.service.match) in one rule, and 64 are the most that Gateway API takes")]
    public void Desired_OfManyConditions_IsWrittenUpToWhatTheSchemaTakes(int lanes, int paths, string? fault)
    {
        var intent = Many(lanes, paths) with { Weight = 10 };

        var plan = GatewayCases.Routes.Desired(intent, (_, _) => null);

        Assert.Equal(fault, plan.Faults is [var first, ..] ? first : null);
        Assert.All(plan.Objects, route => Assert.Empty(MeshSchemas.Faults(route.Body, route.Kind.ToString(), GatewayCases.Schemas)));
    }

    [Fact]
    public void Desired_OfConditionsInManyRules_CountsThemTogether()
    {
        var intent = Many(2, 32) with { Weight = 10, Cookies = new(new("side", 60, null, 10, ""), "side=1", null, null) };

        Assert.Empty(GatewayCases.Routes.Desired(intent, (_, _) => null).Faults);
        Assert.StartsWith(
            "HTTPRoute shop would have 160 conditions",
            Assert.Single(GatewayCases.Routes.Desired(intent with { Cookies = intent.Cookies with { Primary = "kept=1" } }, (_, _) => null).Faults),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(17, 1)]
    public void Desired_OfManyPrefixesToReplace_MakesAsManyRulesAsTheSchemaTakes(int paths, int faults)
    {
        var intent = GatewayCases.With(Many(0, paths), service => service["rewrite"] = GatewayCases.Parse("""{"type":"ReplacePrefixMatch","uri":"/"}"""));

        Assert.Equal(faults, GatewayCases.Routes.Desired(intent, (_, _) => null).Faults.Count(fault => fault.Contains("17 rules", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("hosts", 16, "hostnames")]
    [InlineData("gatewayRefs", 32, "parents")]
    [InlineData("mirror", 16, "filters")]
    [InlineData("headers", 16, "headers in one of set, add and remove")]
    [InlineData("match", 16, "headers or parameters")]
    public void Desired_OfListsThatAreTooLong_IsRefused(string field, int most, string words)
    {
        IReadOnlyList<string> Faults(int count) =>
            GatewayCases.Routes.Desired(GatewayCases.With(Intent("{}"), service => service[field] = Long(field, count)), (_, _) => null).Faults;

        Assert.Empty(Faults(most));
        Assert.Contains($"would have {most + 1} {words}", Assert.Single(Faults(most + 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void Desired_OfManyHeadersForOtherSites_IsWrittenUpToWhatTheSchemaTakes(int count, int faults)
    {
        var names = new JsonArray([.. Enumerable.Range(0, count).Select(each => (JsonNode)string.Create(CultureInfo.InvariantCulture, $"x-{each}"))]);

        var plan = GatewayCases.Routes.Desired(GatewayCases.With(Intent("{}"), service => service["corsPolicy"] = new JsonObject { ["allowHeaders"] = names }), (_, _) => null);

        Assert.Equal(faults, plan.Faults.Count(fault => fault.StartsWith("spec.service.corsPolicy.allowHeaders: 65 entries", StringComparison.Ordinal)));
        Assert.All(plan.Objects, route => Assert.Empty(MeshSchemas.Faults(route.Body, route.Kind.ToString(), GatewayCases.Schemas)));
    }

    private static JsonNode Long(string field, int count)
    {
        var names = Enumerable.Range(0, count).Select(each => string.Create(CultureInfo.InvariantCulture, $"x-{each}")).ToList();
        return field switch
        {
            "hosts" => new JsonArray([.. names.Select(name => (JsonNode)(name + ".example.com"))]),
            "gatewayRefs" => new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]),
            "mirror" => new JsonArray([.. names.Select(name => new JsonObject { ["backendRef"] = new JsonObject { ["name"] = name, ["port"] = 80 } })]),
            "headers" => new JsonObject { ["response"] = new JsonObject { ["set"] = Each(name => name) } },
            _ => new JsonArray(new JsonObject { ["headers"] = Each(name => new JsonObject { ["exact"] = name }) }),
        };

        JsonObject Each(Func<string, JsonNode> value) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)value(name))));
    }

    private static RouteIntent Many(int lanes, int paths)
    {
        var intent = GatewayCases.With(Intent("{}"), service => service["match"] = new JsonArray([.. Enumerable.Range(0, paths).Select(Path)]));
        intent.Canary.Within("spec").Within("analysis")["match"] = new JsonArray([.. Enumerable.Range(0, lanes).Select(Lane)]);
        return intent;

        static JsonNode Path(int index) => new JsonObject { ["uri"] = new JsonObject { ["prefix"] = string.Create(CultureInfo.InvariantCulture, $"/p{index}") } };
        static JsonNode Lane(int index) => new JsonObject { ["headers"] = new JsonObject { ["x-lane"] = new JsonObject { ["exact"] = string.Create(CultureInfo.InvariantCulture, $"{index}") } } };
    }

    private static RouteIntent Intent(string change)
    {
        var canary = GatewayCases.Parse("""{"metadata":{"name":"shop","namespace":"web","uid":"c1"},"spec":{"targetRef":{"name":"shop"},"service":{"port":80,"gatewayRefs":[{"name":"public"}]},"analysis":{}}}""");
        foreach (var (section, members) in GatewayCases.Parse(change))
        {
            foreach (var (name, value) in (JsonObject)members!)
            {
                ((JsonObject)canary.At("spec", section)!)[name] = value?.DeepClone();
            }
        }

        return RouteIntent.Of(canary);
    }
}
