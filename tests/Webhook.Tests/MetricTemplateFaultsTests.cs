using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class MetricTemplateFaultsTests
{
    private const string Plain = """{"type":"prometheus","address":"https://p"}""";

    [Fact]
    public void EveryFault_IsInOneAnswer()
    {
        var found = Of("""{"type":"http","address":"https://me:word@p","jsonPath":"$.a[*]","headers":{"a b":["c"]},"secretRef":{}}""", "{{ who }}\n{{ range }}");

        Assert.Equal(
            ["spec.provider.address", "spec.provider.secretRef.name", "spec.provider.headers", "spec.provider.jsonPath", "spec.query", "spec.query"],
            found.Faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Contains("line 2, column 4: range of Go's templates is not supported", found.Faults[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datadog")]
    [InlineData("newrelic")]
    [InlineData("cloudwatch")]
    [InlineData("graphite")]
    [InlineData("influxdb")]
    [InlineData("dynatrace")]
    [InlineData("stackdriver")]
    [InlineData("keptn")]
    [InlineData("splunk")]
    [InlineData("other")]
    public void VendorsSource_IsRefusedWithWhatThereIsInstead(string type) => Assert.Equal(
        $"spec.provider.type: \"{type}\" must be prometheus, http or externalmetrics; the vendors' own sources are not supported: what their HTTP API answers in JSON can be read by the type http with a jsonPath",
        Assert.Single(Of($$"""{"type":"{{type}}"}""", "up").Faults));

    [Theory]
    [InlineData("""{"type":"externalmetrics"}""", "queue", "spec.query: \"queue\" must be NAMESPACE/METRIC")]
    [InlineData("""{"type":"externalmetrics","address":"odd"}""", "a/b", "spec.provider.address: \"odd\" must be an absolute http")]
    [InlineData("""{"type":"http","address":"http://p"}""", "?x", "spec.provider.jsonPath: it must be given: a path to one number")]
    [InlineData("""{"type":"http"}""", "?x", "spec.provider.address: it must be given")]
    public void OtherSource_HasRulesOfItsOwn(string provider, string query, string fault)
    {
        var faults = Of(provider, query).Faults;

        Assert.Contains(faults, each => each.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"externalmetrics"}""", "{{ namespace }}/queue?labelSelector=app={{ target }}")]
    [InlineData("""{"type":"http","address":"https://p/api","jsonPath":"$.a[0].b"}""", "?app={{ target }}&v={{ variables.x }}")]
    [InlineData(Plain, "sum(rate(x{pod=~\"{{ target }}-canary-.*\",y=\"{{ variables.y }}\"}[{{ interval }}]))")]
    public void GoodTemplate_HasNeitherFaultNorWarning(string provider, string query)
    {
        var found = Of(provider, query);

        Assert.Empty(found.Faults.Concat(found.Warnings));
    }

    [Theory]
    [InlineData(Plain, "{{ if false }}up{{ end }}", "spec.query: it renders to nothing")]
    [InlineData(Plain, "x{container=\"{{ target }}\"}", "spec.query: target is the copy on trial, NAME-canary, but its containers keep their names: container= can never match")]
    [InlineData(Plain, "x{service=~\"{{ target }}-canary\"}", "spec.query: target is the copy on trial, NAME-canary, which no Service of yours selects: service=~ can never match")]
    [InlineData("""{"type":"prometheus","address":"http://p","insecureSkipVerify":true}""", "up", "spec.provider.insecureSkipVerify: the address is http")]
    [InlineData("""{"type":"prometheus","address":"http://p","secretRef":{"name":"a"} }""", "up", "spec.provider.secretRef: the address is http: the Secret travels in the clear")]
    [InlineData("""{"type":"prometheus","address":"https://p","region":"eu"}""", "up", "spec.provider.region: \"eu\" has no effect: no supported source has regions")]
    [InlineData("""{"type":"prometheus","address":"https://p","jsonPath":"$.a"}""", "up", "spec.provider.jsonPath: only the type http reads it")]
    [InlineData("""{"type":"externalmetrics","headers":{"a":["b"]} }""", "a/b", "spec.provider: without an address the API server is asked")]
    public void SuspiciousTemplate_IsWarnedOf(string provider, string query, string warning)
    {
        var found = Of(provider, query);

        Assert.Empty(found.Faults);
        Assert.StartsWith("canarymesh: " + warning, Assert.Single(found.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void PrimaryOnAContainerLabel_IsNoneOfIt() => Assert.Empty(Of(Plain, "x{container=\"{{ target }}-primary\"}").Warnings);

    [Theory]
    [InlineData("MetricTemplate", """{"provider":{"type":"prometheus","address":"https://p","secretRef":{"name":"auth"}},"query":"up"}""")]
    [InlineData("AlertProvider", """{"type":"slack","secretRef":{"name":"auth"}}""")]
    public async Task Secret_ThatTheUserMayNotRead_IsNotSentForThem(string kind, string spec)
    {
        var access = new FixedAccess(allowed: true);

        var answer = Assert.IsType<Denied>(await new CheckEntry(Some.Surroundings, access).AnswerAsync(Request(kind, spec), default));

        Assert.Equal((403, "secret-not-allowed"), (answer.Code, answer.Reason));
        Assert.Equal(["secret shop/auth"], access.Asked);
        Assert.IsType<Allowed>(await new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true)).AnswerAsync(Request(kind, spec), default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CrossNamespaceReference_IsRefusedWhereTheInstallationForbidsIt(bool isForbidden)
    {
        const string Spec = """
            {"targetRef":{"kind":"Deployment","name":"web"},"analysis":{"stepWeight":10,
             "metrics":[{"name":"a","threshold":1,"templateRef":{"name":"a","namespace":"shop"}},{"name":"b","threshold":1,"templateRef":{"name":"b","namespace":"mon"}}],
             "alerts":[{"name":"a","providerRef":{"name":"a","namespace":"mon"}}]}}
            """;
        var entry = new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true), () => Some.Settings with { NoCrossNamespaceRefs = isForbidden });

        var answer = await entry.AnswerAsync(Request("Canary", Spec), default);

        Assert.Equal(
            isForbidden
                ? "spec.analysis.metrics[1].templateRef.namespace: \"mon\" must be shop, the Canary's own: the setting no-cross-namespace-refs forbids another; "
                    + "spec.analysis.alerts[0].providerRef.namespace: \"mon\" must be shop, the Canary's own: the setting no-cross-namespace-refs forbids another"
                : null,
            (answer as Denied)?.Message);
    }

    [Theory]
    [InlineData("mon,shop", null)]
    [InlineData("shop,billing", "spec.analysis.metrics[0].templateRef.namespace: \"mon\" must be one of shop, billing: the installation is limited to them")]
    public async Task ReferenceToANamespaceThatIsNotWatched_IsRefused(string watched, string? fault)
    {
        const string Spec = """
            {"targetRef":{"kind":"Deployment","name":"web"},"analysis":{"stepWeight":10,
             "metrics":[{"name":"b","threshold":1,"templateRef":{"name":"b","namespace":"mon"}}]}}
            """;
        var entry = new CheckEntry(Some.Surroundings with { Watched = watched.Split(',') }, new FixedAccess(allowed: true), () => Some.Settings);

        Assert.Equal(fault, (await entry.AnswerAsync(Request("Canary", Spec), default) as Denied)?.Message);
    }

    [Theory]
    [InlineData("""{"name":"x","threshold":1,"query":"up{a=\"{{ variables.b }}\"}"}""", "query: line 1, column 10: templateVariables of the check has no key b")]
    [InlineData("""{"name":"x","threshold":1,"query":"up","templateVariables":{"b":5}}""", "templateVariables: {\"b\":5} must be names, each with a text")]
    public void InlineQuery_IsTriedOutWithItsOwnVariables(string metric, string fault) =>
        Assert.Equal("spec.analysis.metrics[0]." + fault, Assert.Single(Metric(metric).Faults));

    [Theory]
    [InlineData("""{"name":"x","query":"up"}""", "spec.analysis.metrics[0]: it has neither thresholdRange nor threshold: any value above 0 fails it")]
    [InlineData("""{"name":"request-duration","templateVariables":{"a":"b"}}""", "spec.analysis.metrics[0].templateVariables: there is no query that reads them")]
    public void SuspiciousCheck_IsWarnedOf(string metric, string warning) => Assert.Equal("canarymesh: " + warning, Assert.Single(Metric(metric).Warnings));

    private static Findings Of(string provider, string query) => MetricTemplateFaults.Of(new JsonObject
    {
        ["spec"] = new JsonObject { ["provider"] = JsonNode.Parse(provider), ["query"] = query },
    });

    private static Findings Metric(string metric) => CanaryFaults.Of(Some.Parse(
        $$"""{"spec":{"targetRef":{"kind":"Deployment","name":"web"},"service":{"port":80},"analysis":{"stepWeight":10,"metrics":[{{metric}}]} } }"""));

    private static AdmissionRequest Request(string kind, string spec) =>
        Some.Request("CREATE", new JsonObject { ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = "x" }, ["spec"] = JsonNode.Parse(spec) });
}
