using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class TemplateAndProviderFaultsTests
{
    [Theory]
    [InlineData("""{"provider":{"type":"datadog"},"query":"up"}""", "spec.provider.type: \"datadog\" must be prometheus, http or externalmetrics; the vendors' own sources are not supported")]
    [InlineData("""{"provider":{},"query":"up"}""", "spec.provider.type: it must be given")]
    [InlineData("""{"provider":{"type":"prometheus"},"query":"up"}""", "spec.provider.address: it must be given")]
    [InlineData("""{"provider":{"type":"prometheus","address":"prometheus:9090"},"query":"up"}""", "spec.provider.address: \"prometheus:9090\" must be an absolute http")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p\r\nX: y"},"query":"up"}""", "spec.provider.address: \"http://p\\u000d\\u000aX: y\" must be")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p","secretRef":{}},"query":"up"}""", "spec.provider.secretRef.name: it must be given")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p","headers":{"a b":["c"]}},"query":"up"}""", "spec.provider.headers: \"a b\" must be")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p","headers":{"a":["c\nd"]}},"query":"up"}""", "spec.provider.headers: \"a\" must be")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p"}}""", "spec.query: it must be given")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p"},"query":"\n"}""", "spec.query: \"\\u000a\" must be a query")]
    [InlineData("""{"provider":{"type":"prometheus","address":"http://p"},"query":"up{a=\"{{ who }}\"}"}""", "spec.query: line 1, column 10: who stands for nothing; there are name, namespace, target")]
    public async Task Check_OfAMetricTemplate_NamesTheFault(string spec, string fault) => await FaultAsync("MetricTemplate", spec, fault);

    [Theory]
    [InlineData("""{"type":"pager","address":"http://x"}""", "spec.type: \"pager\" must be one of slack, msteams, discord, rocket, gchat")]
    [InlineData("""{"type":"msteams","address":"http://x","format":"html"}""", "spec.format: \"html\" must be one of card, workflow")]
    [InlineData("""{"type":"slack"}""", "spec.address: it must be given")]
    [InlineData("""{"type":"slack","address":""}""", "spec.address: it must be given")]
    [InlineData("""{"type":"slack","address":"hooks.slack.com/x"}""", "spec.address: \"hooks.slack.com/x\" must be an absolute http")]
    [InlineData("""{"type":"slack","address":"http://x","proxy":"socks5://y"}""", "spec.proxy: \"socks5://y\" must be an absolute http")]
    [InlineData("""{"type":"slack","secretRef":{"name":"A B"}}""", "spec.secretRef.name: \"A B\" must be the name of a Secret")]
    [InlineData("""{"type":"slack","address":"http://x","channel":"a\nb"}""", "spec.channel: \"a\\u000ab\" must be one line")]
    public async Task Check_OfAnAlertProvider_NamesTheFault(string spec, string fault) => await FaultAsync("AlertProvider", spec, fault);

    [Theory]
    [InlineData("Canary")]
    [InlineData("MetricTemplate")]
    [InlineData("AlertProvider")]
    public async Task Check_WithoutASpec_IsRefused(string kind) =>
        Assert.IsType<Denied>(await Entry.AnswerAsync(Some.Request("CREATE", new JsonObject { ["kind"] = kind }), default));

    [Fact]
    public async Task Check_OfHundredsOfFaults_TellsTheFirstAndHowManyFollow()
    {
        var hooks = new JsonArray([.. Enumerable.Range(0, 500).Select(_ => (JsonNode)new JsonObject { ["name"] = "x" })]);
        var canary = Some.Parse("""{"kind":"Canary","spec":{"targetRef":{"kind":"Deployment","name":"web"},"analysis":{"stepWeight":10}}}""")
            .With(each => each["spec"]!["analysis"]!["webhooks"] = hooks);

        var answer = Assert.IsType<Denied>(await Entry.AnswerAsync(Some.Request("CREATE", canary), default));

        Assert.EndsWith("; and 460 more", answer.Message, StringComparison.Ordinal);
        Assert.True(answer.Message.Length < 10_000);
    }

    private static CheckEntry Entry => new(Some.Surroundings, new FixedAccess(allowed: true));

    private static async Task FaultAsync(string kind, string spec, string fault)
    {
        var thing = new JsonObject { ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = "x" }, ["spec"] = JsonNode.Parse(spec) };

        var answer = Assert.IsType<Denied>(await Entry.AnswerAsync(Some.Request("CREATE", thing), default));

        Assert.Equal((422, "bad-spec"), (answer.Code, answer.Reason));
        Assert.StartsWith(fault, answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("spec", answer.Message[fault.Length..], StringComparison.Ordinal);
    }
}
