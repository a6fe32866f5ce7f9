using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class OptimizationTests
{
    [BlockFact("Analysis Optimization")]
    public async Task Analysis_OfSmallSteps_IsAcceptedWithoutAWarningAndEndsAtThirty()
    {
        var block = FlaggerDocument.Block("Analysis Optimization");
        var shell = (await DocumentCluster.StartedAsync()).Shell;

        Assert.Empty(await shell.ApplyAsync(Fragments.Canary("footanalytics", "optimized", 4000, block), "--dry-run=server"));
        Assert.Equal([5, 10, 15, 20, 25, 30], Walk(new StepPlan(Number(block, "stepWeight"), Number(block, "maxWeight"), [])));
    }

    [BlockFact("Resource Management")]
    public async Task Resources_OfTheApp_AreThoseOfItsCopy()
    {
        var copy = (await RunningStory.ObservedAsync()).Copy;

        var resources = copy["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Single(each => (string?)each!["name"] == "web")!["resources"];
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"limits":{"cpu":"500m","memory":"512Mi"},"requests":{"cpu":"250m","memory":"256Mi"}}"""), resources), resources?.ToJsonString());
    }

    private static IEnumerable<int> Walk(StepPlan plan)
    {
        for (var weight = StepSchedule.Next(plan, 0); weight is { } next; weight = StepSchedule.Next(plan, next))
        {
            yield return next;
        }
    }

    private static int Number(string block, string field) => int.Parse(
        block.Split('\n').Single(line => line.TrimStart().StartsWith(field + ":", StringComparison.Ordinal)).Split(':')[1].Split('#')[0].Trim(), CultureInfo.InvariantCulture);
}
