using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class AlertTests
{
    [BlockFact("Canary Alerts")]
    public async Task Rules_AsShown_MissWhatTheyNameAndOursDoNot()
    {
        var folder = Directory.CreateTempSubdirectory("document-rules-").FullName;
        var shown = Path.Combine(folder, "shown.yaml");
        await File.WriteAllTextAsync(shown, FlaggerDocument.Block("Canary Alerts"));

        Assert.Equal(0, (await PromtoolAsync("check", "rules", shown)).ExitCode);
        Assert.Equal((0, 1), (await CountAsync(folder, shown, "CanaryFailed", "2"), await CountAsync(folder, shown, "CanaryFailed", "0")));
        Assert.Equal((1, 0), (await CountAsync(folder, MonitoringFiles.Rules, "CanaryFailed", "2"), await CountAsync(folder, MonitoringFiles.Rules, "CanaryFailed", "0")));
        Assert.Equal(0, await CountAsync(folder, shown, "CanaryStuck", "0"));
        Assert.Equal(1, await CountAsync(folder, MonitoringFiles.Rules, "CanaryStuck", "0"));
        var instead = Readme.Instead("Canary Alerts");
        Assert.Contains("flagger_canary_status == 2", instead, StringComparison.Ordinal);
        Assert.Contains("canarymesh_rollout_age_seconds > 1800", instead, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [BlockFact("Slack Notifications")]
    public async Task Slack_ReferencedByACanary_IsToldOfItsRollout()
    {
        var stage = await DocumentCluster.StartedAsync();
        var shown = await stage.Shell.TryAsync("kubectl apply --dry-run=server -f -", FlaggerDocument.Block("Slack Notifications"));
        Assert.Contains("base64", shown.Errors, StringComparison.Ordinal);
        Assert.Contains("providerRef", Readme.Instead("Slack Notifications"), StringComparison.Ordinal);

        await GatewayStory.PromotedAsync();

        await Eventually.TrueAsync(() => stage.Room.Posts.Any(IsPromotion), TimeSpan.FromSeconds(20), $"the room hears of the promotion: {string.Join(' ', stage.Room.Posts.Select(post => post.ToJsonString()))}", CancellationToken.None);
        Assert.All(stage.Room.Posts, post => Assert.Equal(("#deployments", "flagger"), ((string?)post["channel"], (string?)post["username"])));
    }

    private static bool IsPromotion(JsonObject post) => post.ToJsonString() is var text
        && text.Contains("api-gateway.footanalytics", StringComparison.Ordinal) && text.Contains("Promot", StringComparison.Ordinal);

    // How often an alert stands after 40 minutes of one status, with ticks of seconds and a rollout that is as old.
    private static async Task<int> CountAsync(string folder, string rules, string alert, string status)
    {
        var file = Path.Combine(folder, "test.yaml");
        await File.WriteAllTextAsync(file, $$$"""
            rule_files: ["{{{rules}}}"]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - {series: 'flagger_canary_status{name="api-gateway",namespace="footanalytics"}', values: '{{{status}}}x60'}
                  - {series: 'flagger_canary_duration_seconds_bucket{name="api-gateway",namespace="footanalytics",le="10"}', values: '0+6x60'}
                  - {series: 'flagger_canary_duration_seconds_sum{name="api-gateway",namespace="footanalytics"}', values: '0+60x60'}
                  - {series: 'canarymesh_rollout_age_seconds{name="api-gateway",namespace="footanalytics"}', values: '0+60x60'}
                promql_expr_test:
                  - {expr: 'count(ALERTS{alertname="{{{alert}}}",alertstate="firing"}) or vector(0)', eval_time: 40m, exp_samples: [{value: 1, labels: '{}'}]}
            """);
        var result = await PromtoolAsync("test", "rules", file);
        return result.ExitCode == 0 ? 1
            : (result.Output + result.Errors).Contains("got:{} 0E+00", StringComparison.Ordinal) || (result.Output + result.Errors).Contains("0E+00", StringComparison.Ordinal) ? 0
            : throw new CommandException(result);
    }

    private static Task<CommandResult> PromtoolAsync(params string[] arguments) =>
        Command.RunAsync(Repository.Tool("promtool"), arguments, new Dictionary<string, string>(), null, CancellationToken.None);
}
