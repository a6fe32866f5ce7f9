using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class TroubleshootingTests
{
    private const string Debugging = "Debugging Commands";

    [CommandFact("1. Canary Stuck in Progressing", "kubectl logs")]
    public async Task Logs_OfTheAnalyzer_NameTheCanary()
    {
        await GatewayStory.PromotedAsync();

        Assert.Contains("api-gateway", await RunAsync("1. Canary Stuck in Progressing", "kubectl logs"), StringComparison.Ordinal);
    }

    [CommandFact("2. Metrics Not Available", "kubectl exec")]
    public async Task Exec_WgetFromTheAnalyzer_ReachesPrometheus() =>
        Assert.Contains("\"status\":\"success\"", await RunAsync("2. Metrics Not Available", "kubectl exec"), StringComparison.Ordinal);

    [CommandFact("2. Metrics Not Available", "kubectl get metrictemplates")]
    public async Task MetricTemplates_OfTheirNamespace_AreListed()
    {
        await PipelineStory.JudgedAsync();

        Assert.Matches(@"(?m)^gpu-utilization +prometheus$", await RunAsync("2. Metrics Not Available", "kubectl get metrictemplates"));
    }

    [CommandFact("3. Webhook Failures", "kubectl logs")]
    public async Task Logs_OfTheLoadTester_TellOfItsTasks()
    {
        await GatewayStory.PromotedAsync();

        Assert.Contains("api-gateway", await RunAsync("3. Webhook Failures", "kubectl logs"), StringComparison.Ordinal);
    }

    [CommandFact("3. Webhook Failures", "kubectl exec")]
    public async Task Exec_CurlFromTheLoadTester_ReachesItAndIsToldWhatIsMissing()
    {
        Assert.Contains("\"metadata\"", Readme.Instead("3. Webhook Failures"), StringComparison.Ordinal);
        var asked = OurNames.In(FlaggerDocument.Command("3. Webhook Failures", "kubectl exec"));
        var shell = (await DocumentCluster.StartedAsync()).Shell;

        Assert.Contains("the load tester was reached, but metadata is missing", await shell.RunAsync(asked), StringComparison.Ordinal);
        var whole = asked.Replace("\"namespace\":\"footanalytics\"", "\"namespace\":\"footanalytics\",\"metadata\":{\"type\":\"bash\",\"cmd\":\"echo heard\",\"returnCmdOutput\":\"true\"}", StringComparison.Ordinal);
        Assert.Contains("heard", await shell.RunAsync(whole), StringComparison.Ordinal);
    }

    [CommandFact(Debugging, "kubectl logs -f")]
    public async Task Logs_Followed_GoOnUntilTheReaderLeaves()
    {
        await GatewayStory.PromotedAsync();
        var command = OurNames.In(FlaggerDocument.Command(Debugging, "kubectl logs -f"));
        var shell = (await DocumentCluster.StartedAsync()).Shell;

        var followed = await shell.TryAsync($"timeout 3 {command}");

        Assert.Equal(124, followed.ExitCode);
        Assert.Contains("api-gateway", followed.Output, StringComparison.Ordinal);
    }

    [CommandFact(Debugging, "istioctl")]
    public async Task ProxyConfig_OfACopysPod_NamesAPodThatThereIs()
    {
        Assert.StartsWith("istioctl proxy-config route api-gateway-canary-", FlaggerDocument.Command(Debugging, "istioctl"), StringComparison.Ordinal);
        Assert.Contains("api-gateway-canary-", Readme.Instead("Debugging Commands: `istioctl"), StringComparison.Ordinal);

        Assert.Matches(@"(?m)^pod/api-gateway-canary-\w+-\w+$", (await RunningStory.ObservedAsync()).Pods);
    }

    [CommandFact(Debugging, "kubectl exec")]
    public async Task Exec_CurlFromTheCopy_ReachesPrometheus()
    {
        var exec = (await RunningStory.ObservedAsync()).Exec.EnsureSuccess();

        Assert.Contains("prometheus_build_info", exec.Output, StringComparison.Ordinal);
        Assert.Contains("200 OK", exec.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string heading, string words) =>
        await (await DocumentCluster.StartedAsync()).Shell.RunAsync(OurNames.In(FlaggerDocument.Command(heading, words)));
}
