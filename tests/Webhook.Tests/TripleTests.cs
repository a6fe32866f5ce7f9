using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;
using k8s;
using k8s.Models;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Pod and plan, patch, result: the patch is applied by another's implementation, and every field of the result is one of Kubernetes.</summary>
public sealed class TripleTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    [Theory]
    [MemberData(nameof(GoldenPods.Names), MemberType = typeof(GoldenPods))]
    public async Task Inject_GoldenPod_GivesGoldenPatchAndResult(string name)
    {
        var pod = await GoldenPods.ReadAsync(name);
        var request = Some.Request("CREATE", pod);

        var patch = Patches.Of(request, await _entry.AnswerAsync(request, default));
        var result = Patches.Apply(pod, patch);

        await Golden.AssertAsync(name + ".patch.json", patch);
        await Golden.AssertAsync(name + ".result.json", result);
    }

    [Theory]
    [MemberData(nameof(GoldenPods.Names), MemberType = typeof(GoldenPods))]
    public async Task Inject_Result_HasNoFieldThatKubernetesDoesNotKnow(string name)
    {
        var result = await InjectedAsync(await GoldenPods.ReadAsync(name));

        // The client's model has every field of the API; what it does not give back, the API server would have dropped without a word.
        var model = KubernetesJson.Deserialize<V1Pod>(result.ToJsonString());
        var back = JsonNode.Parse(KubernetesJson.Serialize(model))!;

        UnknownFields.AssertNone(result, back, "");
    }

    private async Task<JsonObject> InjectedAsync(JsonObject pod)
    {
        var request = Some.Request("CREATE", pod);
        return Patches.Result(request, await _entry.AnswerAsync(request, default));
    }
}
