using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class DetectionWarningsTests
{
    private const string Words = "will not notice less than";

    [Fact]
    public async Task Plan_ThatNoticesLittleAtTheUsualTraffic_IsWarnedOf() => Assert.Contains(
        "canarymesh: spec.analysis: at 2 req/s and 5 % this 10-minute canary will not notice less than 18 times more errors (8.8 % instead of 0.5 %); larger weights or longer steps notice more",
        await WarningsAsync(Canary(5, "10m"), 2));

    [Fact]
    public async Task Iterations_BeyondTheSteps_CountAsTheLastWeight() => Assert.Contains(
        "this 10-minute canary", Assert.Single(await WarningsAsync(Canary(5, "1m").With(each => each["spec"]!["analysis"]!["iterations"] = JsonNode.Parse("10")), 2), each => each.Contains(Words, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public async Task Plan_AtTrafficEnough_IsNotWarnedOf() => Assert.DoesNotContain(await WarningsAsync(Canary(5, "10m"), 200), IsIt);

    [Fact]
    public async Task Plan_WithoutAnyTrafficOnRecord_IsNotWarnedOf() => Assert.DoesNotContain(await WarningsAsync(Canary(5, "10m"), null), IsIt);

    [Fact]
    public async Task NewCanary_IsNotWarnedOf() => Assert.DoesNotContain(
        Assert.IsType<Allowed>(await Entry().AnswerAsync(Some.Request("CREATE", Canary(5, "10m")), default)).Warnings, IsIt);

    [Theory]
    [InlineData("judge", "\"off\"")]
    [InlineData("sessionAffinity", """{"cookieName":"a"}""")]
    [InlineData("stepWeights", "[100]")]
    public async Task Plan_WhoseRequestsAreNotCompared_IsNotWarnedOf(string field, string value) =>
        Assert.DoesNotContain(await WarningsAsync(Canary(5, "10m").With(each => each["spec"]!["analysis"]![field] = JsonNode.Parse(value)), 2), IsIt);

    private static bool IsIt(string warning) => warning.Contains("will not notice", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> WarningsAsync(JsonObject canary, int? perSecond)
    {
        var old = Canary(10, "10m");
        if (perSecond is { } rate)
        {
            old["status"] = JsonNode.Parse($$$"""{"phase":"Initialized","traffic":{"requestsPerSecond":{{{rate}}},"errorPercent":0.5}}""");
        }

        return Assert.IsType<Allowed>(await Entry().AnswerAsync(Some.Request("UPDATE", canary, old), default)).Warnings;
    }

    private static CheckEntry Entry() => new(Some.Surroundings, new FixedAccess(allowed: true));

    private static JsonObject Canary(int weight, string interval) => Some.Parse($$$"""
        {"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
         "service":{"port":80},"analysis":{"interval":"{{{interval}}}","threshold":5,"stepWeight":{{{weight}}},"maxWeight":{{{weight}}} } } }
        """);
}
