using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Asked again, also after another injector, nothing changes any more.</summary>
public sealed class IdempotenceTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    [Theory]
    [MemberData(nameof(GoldenPods.Names), MemberType = typeof(GoldenPods))]
    public async Task Inject_ItsOwnResult_ChangesNothing(string name)
    {
        var pod = await GoldenPods.ReadAsync(name);
        var once = await InjectedAsync(pod);

        var request = Some.Request("CREATE", once);

        Assert.Empty(Patches.Of(request, await _entry.AnswerAsync(request, default)));
    }

    [Fact]
    public async Task Inject_AfterAnotherInjectorAddedContainers_Converges()
    {
        var once = await InjectedAsync(Some.Pod());
        ((JsonArray)once["spec"]!["containers"]!).Insert(0, Some.Parse("""{"name":"other","image":"other:1","ports":[{"name":"http","containerPort":9999}]}"""));
        ((JsonArray)once["spec"]!["initContainers"]!).Add(Some.Parse("""{"name":"late","image":"late:1","restartPolicy":"Always"}"""));
        ((JsonArray)once["spec"]!["initContainers"]![0]!["volumeMounts"]!).Add(Some.Parse("""{"name":"mesh","mountPath":"/mesh"}"""));

        var twice = await InjectedAsync(once);

        Patches.AssertSame(once, twice);
    }

    [Fact]
    public async Task Inject_WhenItsOwnContainerWasChanged_RenewsItInPlace()
    {
        var once = await InjectedAsync(Some.Pod());
        var changed = once.Copy(pod => pod["spec"]!["initContainers"]![0]!["image"] = "evil:1");

        Patches.AssertSame(once, await InjectedAsync(changed));
    }

    private async Task<JsonObject> InjectedAsync(JsonObject pod)
    {
        var request = Some.Request("CREATE", pod);
        return Patches.Result(request, await _entry.AnswerAsync(request, default));
    }
}
