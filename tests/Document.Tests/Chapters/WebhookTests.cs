using System.Globalization;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

/// <summary>The document's hooks are called before and during a trial, and their commands run in the load tester against the copy.</summary>
public sealed class WebhookTests
{
    [BlockFact("Pre-rollout Webhooks")]
    public async Task AcceptanceTest_OfACopyThatSaysOk_LetsTheTrialBegin()
    {
        Assert.Contains("CANARYMESH_COMMANDS=true", Readme.Instead("Pre-rollout Webhooks"), StringComparison.Ordinal);
        var events = await (await GatewayStory.PromotedAsync()).EventsAsync();

        Assert.Contains(events, said => said.StartsWith("Pre-rollout check acceptance-test passed", StringComparison.Ordinal));
    }

    [BlockFact("Load Testing Webhooks")]
    public async Task LoadTest_DuringATrial_SendsItsRequestsToTheCopy()
    {
        await GatewayStory.PromotedAsync();
        var stage = await DocumentCluster.StartedAsync();
        var address = await stage.Shell.RunAsync("kubectl get pods -n test -l app.kubernetes.io/name=loadtester -o jsonpath='{.items[0].status.podIP}'");
        using var client = new HttpClient();

        var metrics = await client.GetStringAsync(new Uri($"http://{address}:14013/metrics"));

        var sent = metrics.Split('\n').Single(line => line.StartsWith("canarymesh_loadtester_requests_total{outcome=\"ok\"}", StringComparison.Ordinal));
        Assert.True(double.Parse(sent.Split(' ')[1], CultureInfo.InvariantCulture) > 20, sent);
    }

    [BlockFact("ML Model Validation")]
    public async Task Validation_ByAScriptOfTheTeam_DecidesWhetherTheTrialBegins()
    {
        Assert.Contains("flagger-loadtester-scripts", Readme.Instead("ML Model Validation"), StringComparison.Ordinal);

        var (good, _, bad) = await PipelineStory.JudgedAsync();

        Assert.Contains(good.Events, said => said.StartsWith("Pre-rollout check ml-validation passed", StringComparison.Ordinal));
        Assert.Equal(("Failed", "ChecksFailed"), ((string?)bad.Status["phase"], (string?)bad.Status["reason"]));
        Assert.Contains("ml-validation", (string?)bad.Status["message"], StringComparison.Ordinal);
    }
}
