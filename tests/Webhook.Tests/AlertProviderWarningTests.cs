using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Kubernetes;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Webhook.Tests;

public sealed class AlertProviderWarningTests
{
    private const string Slack = """{"type":"slack","address":"https://s.example/hook"}""";

    [Theory]
    [InlineData("shop", null, "slack", 0)]
    [InlineData("shop", "", "slack", 0)]
    [InlineData("other", "shop", "slack", 0)]
    [InlineData("other", null, "slack", 1)]
    [InlineData("shop", "other", "slack", 1)]
    [InlineData("shop", null, "teams", 1)]
    public async Task Check_OfAProvider_WarnsUnlessACanaryNamesIt(string ns, string? referred, string name, int warnings)
    {
        var reference = new JsonObject { ["name"] = name };
        if (referred is not null)
        {
            reference["namespace"] = referred;
        }

        var canary = new JsonObject
        {
            ["metadata"] = new JsonObject { ["namespace"] = ns },
            ["spec"] = new JsonObject { ["analysis"] = new JsonObject { ["alerts"] = new JsonArray(new JsonObject { ["providerRef"] = reference }) } },
        };

        var answer = await AnswerAsync(Slack, [canary]);

        Assert.Equal(warnings, answer.Warnings.Count);
        Assert.All(answer.Warnings, warning => Assert.Contains("no Canary names \"slack\" yet, so nothing is posted to it; name it in spec.analysis.alerts[]", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WithoutAnAnswerOfTheCluster_WarnsOfNothing() => Assert.Empty((await AnswerAsync(Slack, null)).Warnings);

    [Theory]
    [InlineData("""{"type":"msteams","address":"https://t.example","channel":"ops"}""", "spec.channel: \"ops\" has no effect: a hook of the type msteams")]
    [InlineData("""{"type":"msteams","address":"https://t.example","username":"me"}""", "spec.username: \"me\" has no effect: a hook of the type msteams")]
    [InlineData("""{"type":"gchat","address":"https://t.example","channel":"ops"}""", "spec.channel: \"ops\" has no effect: a hook of the type gchat")]
    [InlineData("""{"type":"slack","address":"https://t.example/secret","secretRef":{"name":"slack"}}""", "spec.address: it has no effect: the Secret of secretRef")]
    public async Task Check_OfWhatATypeDoesNotRead_Warns(string spec, string warning)
    {
        var found = Assert.Single((await AnswerAsync(spec, null)).Warnings);

        Assert.StartsWith("canarymesh: " + warning, found, StringComparison.Ordinal);
        Assert.DoesNotContain("t.example", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canaries_AreReadPageByPageOrNotAtAll()
    {
        await using var api = await FakeApi.StartAsync();
        var source = new KubernetesCanaries(api.Client, Some.Surroundings, NullLogger<KubernetesCanaries>.Instance) { Patience = TimeSpan.FromSeconds(30) };
        Assert.Null(await source.ListAsync(default));

        api.Put("/apis/flagger.app/v1beta1/canaries", """{"kind":"CanaryList","metadata":{},"items":[{"metadata":{"name":"web"}}]}""");

        Assert.Equal("web", (string?)Assert.Single((await source.ListAsync(default))!)["metadata"]!["name"]);
    }

    [Fact]
    public async Task Canaries_OfALimitedInstallation_AreAskedForWhereItMayRead()
    {
        await using var api = await FakeApi.StartAsync();
        var here = Some.Surroundings with { Watched = ["shop", "billing"] };
        var source = new KubernetesCanaries(api.Client, here, NullLogger<KubernetesCanaries>.Instance) { Patience = TimeSpan.FromSeconds(30) };
        api.Put("/apis/flagger.app/v1beta1/namespaces/shop/canaries", """{"kind":"CanaryList","metadata":{},"items":[{"metadata":{"name":"web"}}]}""");
        api.Put("/apis/flagger.app/v1beta1/namespaces/billing/canaries", """{"kind":"CanaryList","metadata":{},"items":[{"metadata":{"name":"pay"}}]}""");

        Assert.Equal(["web", "pay"], (await source.ListAsync(default))!.Select(each => (string?)each["metadata"]!["name"]));
    }

    private static async Task<Allowed> AnswerAsync(string spec, IReadOnlyList<JsonObject>? canaries)
    {
        var provider = new JsonObject { ["kind"] = "AlertProvider", ["metadata"] = new JsonObject { ["name"] = "slack", ["namespace"] = "shop" }, ["spec"] = JsonNode.Parse(spec) };
        var entry = new CheckEntry(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true), canaries: new FixedCanaries(canaries));
        return Assert.IsType<Allowed>(await entry.AnswerAsync(Some.Request("CREATE", provider), default));
    }
}
