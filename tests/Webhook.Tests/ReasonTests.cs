using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>A pod that cannot be injected is admitted as it is, and its author is told why.</summary>
public sealed class ReasonTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    [Theory]
    [InlineData("host-network", """{"spec":{"hostNetwork":true}}""")]
    [InlineData("pod-of-job", """{"metadata":{"ownerReferences":[{"kind":"Job","name":"j"}]}}""")]
    [InlineData("windows-node", """{"spec":{"nodeSelector":{"kubernetes.io/os":"windows"}}}""")]
    [InlineData("already-injected", """{"spec":{"containers":[{"name":"app"},{"name":"canarymesh-proxy","image":"x"}]}}""")]
    [InlineData("no-plan", """{"metadata":{"annotations":null}}""")]
    [InlineData("plan-unreadable", """{"metadata":{"annotations":{"canary.footanalytics.io/plan":"{"}}}""")]
    [InlineData("no-ports", """{"metadata":{"annotations":{"canary.footanalytics.io/plan":"{\"v\":1,\"ports\":[]}"}}}""")]
    [InlineData("no-such-container", """{"spec":{"containers":[{"name":"renamed"}]}}""")]
    public async Task Inject_PodThatCannotBe_IsAdmittedUnchangedWithTheReason(string reason, string change)
    {
        var pod = Some.Pod().With(pod => Merge(pod, Some.Parse(change)));
        var request = Some.Request("CREATE", pod);

        var answer = await _entry.AnswerAsync(request, default);

        Assert.Equal(("skip", reason), (answer.Decision, answer.Reason));
        Assert.Empty(Patches.Of(request, answer));
        Assert.Equal(reason == "no-ports" ? 0 : 1, answer.Warnings.Count);
    }

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && into[name] is JsonObject present)
            {
                Merge(present, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
