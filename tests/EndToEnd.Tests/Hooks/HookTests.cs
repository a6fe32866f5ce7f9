using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Hooks;

/// <summary>Every hook of a rollout is called in its order, a closed gate waits for whoever opens it, people can end it either way, and no log
/// says what they were given.</summary>
public sealed class HookTests(HooksFixture fixture) : IClassFixture<HooksFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [EmbeddedFact("the analyzer reaches a receiver of the test's own")]
    public async Task Rollouts_WithEveryHook_CallThemInOrderAndWaitForWhoeverSaysNo()
    {
        await PromotedOnceItsGateOpensAsync();
        await RolledBackByItsHookAfterAnApprovalAsync();
        await Planted.AssertUnsaidAsync((await SharedCluster.StartedAsync()).Folder, Receiver);
    }

    private async Task PromotedOnceItsGateOpensAsync()
    {
        await Web.SetNewVersionAsync("2", "first", CancellationToken.None);
        await PhaseAsync("WaitingPromotion");
        Assert.Equal("begin accept rise load rise load rise ship", Hooks().Split(" ship", 2)[0] + " ship");
        await Planted.AskAsync(Web.Kubectl);
        await TwinPolicy.AssertFollowsAsync(Web.Kubectl);
        Receiver.Open("ship");
        await PhaseAsync("Succeeded");
        await Eventually.TrueAsync(() => Payload("tell") is not null, Within, "the post-rollout hook is told", CancellationToken.None);

        Assert.Matches("^begin accept rise load rise load rise ship( load ship)* tell$", Hooks());
        Assert.Equal("curl web-canary", (string?)Payload("accept")!["metadata"]!["cmd"]);
        Assert.Equal(("web", Web.Kubectl.Namespace, "Succeeded"), ((string?)Payload("tell")!["name"], (string?)Payload("tell")!["namespace"], (string?)Payload("tell")!["phase"]));
        Assert.Contains(Receiver.Calls(hook => hook == "stop"), call => (string?)call.Payload["phase"] == "WaitingPromotion");
        await TwinPolicy.AssertGoneAsync(Web.Kubectl);
        await SaidInOrderAsync();
        await Eventually.TrueAsync(
            () => Told().SequenceEqual(["info NewVersion", "warn WaitingForGate", "info Promoted"]), Within, $"the room is told: {string.Join(", ", Told())}", CancellationToken.None);
    }

    private async Task RolledBackByItsHookAfterAnApprovalAsync()
    {
        await Web.RestAsync(CancellationToken.None);
        Receiver.Clear();
        Receiver.Close("begin", "ship");
        await Web.SetNewVersionAsync("2", "second", CancellationToken.None);
        await PhaseAsync("Waiting");
        Assert.Empty(await KubectlAsync("get", "deploy", "web-canary", "--ignore-not-found", "-o", "name"));

        await KubectlAsync("annotate", "canary", "web", "--overwrite", $"{AnnotationNames.Command}=approve:1", $"{AnnotationNames.CommandSignature}=forged");
        await PhaseAsync("WaitingPromotion");
        var status = (await Web.Kubectl.GetAsync(CancellationToken.None, "canary", "web"))["status"]!;
        Assert.Equal("approve:1", (string?)status["lastCommand"]);
        Assert.Matches(".+", (string?)status["lastCommandBy"]);
        Assert.NotNull(status["lastCommandTime"]);

        Receiver.Open("stop");
        await PhaseAsync("Failed");
        await Eventually.TrueAsync(() => Payload("tell") is not null, Within, "the post-rollout hook is told", CancellationToken.None);
        Assert.Equal(("RolledBackByHook", "Failed"), (Web.Canary.Current.Reason, (string?)Payload("tell")!["phase"]));
        Receiver.Close("stop");
    }

    // The events that hooks heard are those that Kubernetes shows, in the order of the hooks.
    private async Task SaidInOrderAsync()
    {
        var name = $"web.{Web.Kubectl.Namespace}";
        string[] stems =
        [
            "Confirm-rollout check begin passed", "New revision detected!", "Pre-rollout check accept passed", "Confirm-traffic-increase check rise passed", $"Advance {name} canary weight 20",
            "Confirm-traffic-increase check rise passed", $"Advance {name} canary weight 40", "Confirm-traffic-increase check rise passed", $"Halt {name} advancement waiting for approval ship: HTTP 403: closed",
            "Confirm-promotion check ship passed", $"Promoting {name}", "Promotion completed!",
        ];
        await Eventually.TrueAsync(() => Messages().Any(said => said.StartsWith(stems[^1], StringComparison.Ordinal)), Within, "the event hook hears of the promotion", CancellationToken.None);
        var heard = Messages().SkipWhile(said => !said.StartsWith(stems[0], StringComparison.Ordinal)).Select(said => Array.Find(stems, stem => said.StartsWith(stem, StringComparison.Ordinal)) ?? said);
        Assert.Equal(stems, heard);

        var events = (await Web.Kubectl.GetAsync(CancellationToken.None, "events"))["items"]!.AsArray()
            .Where(each => (string?)each!["involvedObject"]!["kind"] == "Canary").Select(each => (string?)each!["message"]).ToHashSet();
        Assert.All(Messages(), said => Assert.Contains(said, events));
    }

    private HookReceiver Receiver => fixture.Receiver;

    private ManagedWeb Web => fixture.Web;

    private Task PhaseAsync(string phase) => Web.Canary.UntilAsync(canary => canary.Phase == phase, Within, $"the phase is {phase}", CancellationToken.None);

    private string Hooks() => string.Join(' ', Receiver.Calls(hook => hook is not ("stop" or "log" or "room")).Select(call => call.Hook));

    private JsonObject? Payload(string hook) => Receiver.Calls(each => each == hook).Select(call => call.Payload).LastOrDefault();

    private List<string> Messages() => [.. Receiver.Calls(hook => hook == "log").Select(call => (string?)call.Payload["metadata"]!["eventMessage"]).OfType<string>()];

    private List<string> Told() => [.. Receiver.Calls(hook => hook == "room").Select(call => $"{(string?)call.Payload["severity"]} {(string?)call.Payload["reason"]}").Where(told => !told.EndsWith(" Initialized", StringComparison.Ordinal))];

    private Task<string> KubectlAsync(params string[] arguments) => Web.Kubectl.RunAsync(CancellationToken.None, arguments);
}
