using System.Text.Json;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests;

public sealed class MonitoringTests
{
    [Fact]
    public async Task Rules_AreAcceptedByPrometheus() => await PromtoolAsync("check", "rules", MonitoringFiles.Rules);

    [Fact]
    public async Task Rules_AlertOnWhatTheyNameAndOnNothingElse() => await PromtoolAsync("test", "rules", MonitoringFiles.RuleTests);

    [Fact]
    public void EveryAlert_HasATestOfItsOwn()
    {
        var tests = File.ReadAllText(MonitoringFiles.RuleTests);
        var alerts = File.ReadLines(MonitoringFiles.Rules).Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]).ToList();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert}", tests, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryPanel_AsksInWordsThatPrometheusUnderstands()
    {
        var rules = MonitoringFiles.Panels().Select((each, i) => $"  - record: panel:{i}\n    expr: {JsonSerializer.Serialize(each.Expression)}\n");
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        await File.WriteAllTextAsync(file, "groups:\n- name: panels\n  rules:\n" + string.Concat(rules));
        try
        {
            await PromtoolAsync("check", "rules", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task PromtoolAsync(params string[] arguments)
    {
        var result = await Command.RunAsync(Repository.Tool("promtool"), arguments, new Dictionary<string, string>(), null, CancellationToken.None);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }
}
