using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class TrafficTests
{
    private const string Weights = "kubectl get virtualservice api-gateway -n footanalytics -o jsonpath='{.spec.http[*].route[*].weight}'";

    [BlockFact("Traffic Shifting Strategy")]
    public async Task Strategy_WithWeightsAndIterations_WalksTheDocumentsTimelineToPromotion()
    {
        var app = await GatewayStory.PromotedAsync();

        Assert.Contains("spec.analysis.iterations", app.Said, StringComparison.Ordinal);
        Assert.Contains("fewest passed checks", Readme.Instead("Traffic Shifting Strategy"), StringComparison.Ordinal);
        Assert.Equal([10, 20, 30, 40, 50], app.Canary.Weights.Steps.Select(step => step.Weight));
        var status = await app.StatusAsync();
        Assert.True((int)status["passedChecks"]! >= 10, status.ToJsonString());
        Assert.Equal(0, (int)status["canaryWeight"]!);
        Assert.Equal(
            "sample/web:2", await app.Kubectl.RunAsync(CancellationToken.None, "get", "deploy", "api-gateway", "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
    }

    [BlockFact("Istio Integration")]
    public async Task VirtualService_AsShown_IsValidAndKeptAsItIs()
    {
        Assert.Contains("match", Readme.Instead("Istio Integration"), StringComparison.Ordinal);
        var shell = (await DocumentCluster.StartedAsync()).Shell;

        await shell.ApplyAsync(Named("api-gateway-shown"));

        var route = JsonNode.Parse(await shell.RunAsync("kubectl get virtualservice api-gateway-shown -n footanalytics -o json"))!["spec"]!["http"]!;
        Assert.Equal(("true", 100), ((string?)route[0]!["match"]![0]!["headers"]!["canary"]!["exact"], (int)route[0]!["route"]![0]!["weight"]!));
        Assert.Equal(("api-gateway-primary", 90), ((string?)route[1]!["route"]![0]!["destination"]!["host"], (int)route[1]!["route"]![0]!["weight"]!));
        var wrong = await shell.TryAsync("kubectl apply -f -", Named("api-gateway-wrong").Replace("weight: 90", "weight: ninety", StringComparison.Ordinal));
        Assert.Contains("weight", wrong.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, wrong.ExitCode);
    }

    [CommandFact("Emergency Rollback", "kubectl patch virtualservice")]
    public async Task EmergencyPatch_OfTheShownObject_LeavesTheCanarysShareAndOursTakesIt()
    {
        var shell = (await DocumentCluster.StartedAsync()).Shell;
        await shell.ApplyAsync(FlaggerDocument.Block("Istio Integration"));

        await shell.RunAsync(FlaggerDocument.Command("Emergency Rollback", "kubectl patch virtualservice"));
        Assert.Equal("100 90 10", await shell.RunAsync(Weights));

        await shell.RunAsync("""
            kubectl patch virtualservice api-gateway -n footanalytics --type=json -p '[
              {"op": "replace", "path": "/spec/http/1/route/0/weight", "value": 100},
              {"op": "replace", "path": "/spec/http/1/route/1/weight", "value": 0}]'
            """);
        Assert.Equal("100 100 0", await shell.RunAsync(Weights));
        var instead = Readme.Instead("Emergency Rollback");
        Assert.Contains("kubectl canary abort", instead, StringComparison.Ordinal);
        Assert.Contains("/spec/http/1/route/0/weight", instead, StringComparison.Ordinal);
    }

    private static string Named(string name) => FlaggerDocument.Block("Istio Integration").Replace("  name: api-gateway\n", $"  name: {name}\n", StringComparison.Ordinal);
}
