using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class CanaryTests
{
    [BlockFact("API Gateway Canary")]
    public async Task Gateway_AsShown_LacksItsAnalysisAndIsInOurCareWithOne()
    {
        var shown = await (await DocumentCluster.StartedAsync()).Shell.TryAsync("kubectl apply --dry-run=server -f -", FlaggerDocument.Block("API Gateway Canary"));
        Assert.NotEqual(0, shown.ExitCode);
        Assert.Contains("spec.analysis", shown.Errors, StringComparison.Ordinal);
        Assert.Contains("analysis:", Readme.Instead("API Gateway Canary"), StringComparison.Ordinal);

        var app = await GatewayStory.PromotedAsync();
        Assert.Contains("spec.service.gateways", app.Said, StringComparison.Ordinal);
        var spec = (await app.Kubectl.GetAsync(CancellationToken.None, "canary", "api-gateway"))["spec"]!;
        Assert.Equal((600, "ISTIO_MUTUAL"), ((int)spec["progressDeadlineSeconds"]!, (string?)spec["service"]!["trafficPolicy"]!["tls"]!["mode"]));
        Assert.Equal("footanalytics-gateway.istio-system.svc.cluster.local", (string?)spec["service"]!["gateways"]![0]);
    }

    [BlockFact("ML Pipeline Canary")]
    public async Task Pipeline_AsShown_IsWarnedAboutAndIsJudgedWithATemplate()
    {
        var shown = await (await DocumentCluster.StartedAsync()).Shell.TryAsync("kubectl apply --dry-run=server -f -", FlaggerDocument.Block("ML Pipeline Canary"));
        Assert.Equal(0, shown.ExitCode);
        Assert.Matches("""spec\.analysis\.metrics\[1\]: "inference-latency" .*without a templateRef or a query it never has a value""", shown.Errors);
        Assert.Contains("templateRef", Readme.Instead("ML Pipeline Canary"), StringComparison.Ordinal);

        var (good, _, _) = await PipelineStory.JudgedAsync();
        Assert.Equal("Succeeded", (string?)good.Status["phase"]);
        Assert.Equal((120, "Passed"), ((int)good.Check("inference-latency")["value"]!, (string?)good.Check("inference-latency")["verdict"]));
        Assert.Equal("Passed", (string?)good.Check("request-success-rate")["verdict"]);
        Assert.Equal(
            ["5", "10", "15", "20", "25"],
            good.Events.Where(said => said.StartsWith("Advance ml-pipeline.ai-processing canary weight ", StringComparison.Ordinal)).Select(said => said.Split(' ')[^1]).Distinct().OrderBy(weight => weight.PadLeft(2)));
    }
}
