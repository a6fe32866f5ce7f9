using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

/// <summary>What people ask of a Canary, asked of one whose version was promoted.</summary>
public sealed class StatusTests
{
    private const string Status = "Canary Status";

    [CommandFact(Status, "kubectl get canary")]
    public async Task Get_OfCanaries_ShowsFlaggersColumns()
    {
        var lines = (await RunAsync(Status, "kubectl get canary")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Matches(@"^NAME +STATUS +WEIGHT +LASTTRANSITIONTIME", lines[0]);
        Assert.Matches(@"^api-gateway +Succeeded +0 +\d", Assert.Single(lines[1..]));
    }

    [CommandFact(Status, "kubectl describe canary")]
    public async Task Describe_OfACanary_ShowsItsConditionAndEvents()
    {
        var text = await RunAsync(Status, "kubectl describe canary");

        Assert.Matches(@"Type:\s+Promoted", text);
        Assert.Contains("Promotion completed!", text, StringComparison.Ordinal);
    }

    [CommandFact(Status, "kubectl get events")]
    public async Task Events_OfACanary_TellItsStory()
    {
        var text = await RunAsync(Status, "kubectl get events");

        Assert.Contains("New revision detected!", text, StringComparison.Ordinal);
        Assert.Contains("Advance api-gateway.footanalytics canary weight 10", text, StringComparison.Ordinal);
        Assert.Contains("Promotion completed!", text, StringComparison.Ordinal);
    }

    [CommandFact("1. Canary Stuck in Progressing", "kubectl describe canary")]
    public async Task Describe_OfAStuckCanary_SaysWhatHappensNow()
    {
        var app = (await RunningStory.ObservedAsync()).App;

        var text = (await RunningStory.TryAsync(app, "1. Canary Stuck in Progressing", "kubectl describe canary")).EnsureSuccess().Output;

        Assert.Matches(@"Phase:\s+\w+", text);
        Assert.Matches(@"Reason:\s+\w+", text);
        Assert.Contains("Advance api-gateway.footanalytics-rollback canary weight 10", text, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string heading, string words) =>
        await (await GatewayStory.PromotedAsync()).Stage.Shell.RunAsync(FlaggerDocument.Command(heading, words));
}
