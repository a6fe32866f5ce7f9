using System.Text.Json.Nodes;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests;

public sealed class DemoTests
{
    [EmbeddedFact("the demo brings its own")]
    public async Task Demo_AsPublished_TellsItsStoryWithinFourMinutes()
    {
        var (result, summary) = await RunAsync("demo", TimeSpan.FromMinutes(4));

        // First what did not hold: of a long message a log keeps the beginning.
        Assert.True(result.ExitCode == 0, $"{summary["faults"]!.ToJsonString()}\n{result.Output}");
        Assert.True((long)summary["requests"]!["sent"]! > 0);
        Assert.Equal(0, (long)summary["requests"]!["lost"]!);
        Assert.Equal((long)summary["requests"]!["failed"]!, (long)summary["requests"]!["failedOnCanary"]!);
        Assert.Equal(0, (int)summary["rolloutStatus"]!["good"]!);
        Assert.Equal(1, (int)summary["rolloutStatus"]!["bad"]!);
    }

    [EmbeddedFact("the demo brings its own")]
    public async Task Demo_WithoutTheAnalyzer_Fails()
    {
        var (result, summary) = await RunAsync("demo-without-analyzer", TimeSpan.FromMinutes(4), "--without-analyzer");

        Assert.Equal(1, result.ExitCode);
        Assert.False((bool)summary["succeeded"]!);
        Assert.Null(summary["rolloutStatus"]!["good"]);
    }

    private static async Task<(CommandResult Result, JsonObject Summary)> RunAsync(string name, TimeSpan within, params string[] more)
    {
        using var deadline = new CancellationTokenSource(within);
        var folder = Folders.Of(name);
        var result = await Command.RunAsync(
            Repository.Published("demo", "canarymesh-demo"), [$"--folder={folder}", .. more], new Dictionary<string, string>(), null, deadline.Token);
        Assert.True(File.Exists(Path.Combine(folder, "summary.json")), result.Output + result.Errors);
        return (result, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "summary.json")))!.AsObject());
    }
}
