using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class HoldEntryTests
{
    private readonly CollectingProgressCondition _condition = new();

    [Theory]
    [InlineData("system:serviceaccount:canarymesh-system:canarymesh-analyzer")]
    [InlineData("system:serviceaccount:kube-system:deployment-controller")]
    public async Task Answer_ToAnalyzerOrController_IsPass(string user)
    {
        var request = Some.Request("UPDATE", Some.Managed("web:2"), Some.Managed(), user);

        var answer = await Entry(_condition).AnswerAsync(request, default);

        Assert.Empty(Patches.Of(request, answer));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Answer_ToANewTemplateOnARefusedTarget_RemovesTheConditionExceptInADryRun(bool dryRun, int removals)
    {
        await Entry(_condition).AnswerAsync(Some.Request("UPDATE", Some.Managed("web:3"), Refused(), dryRun: dryRun), default);

        Assert.Equal(removals, _condition.Removed.Count);
    }

    [Fact]
    public async Task Answer_WhenTheConditionCannotBeRemoved_HoldsAndWarns()
    {
        var request = Some.Request("UPDATE", Some.Managed("web:3"), Refused());

        var answer = await Entry(new CollectingProgressCondition(works: false)).AnswerAsync(request, default);

        Assert.Equal("hold", answer.Decision);
        Assert.Single(answer.Warnings);
    }

    private static JsonObject Refused() => Some.Managed("web:2").With(each =>
    {
        each.Annotate("held", "v1:0");
        each["status"]!["conditions"] = JsonNode.Parse("""[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]""");
    });

    private static HoldEntry Entry(CollectingProgressCondition condition) => new(() => Some.Settings, Some.Surroundings, condition, new WebhookMetrics());
}
