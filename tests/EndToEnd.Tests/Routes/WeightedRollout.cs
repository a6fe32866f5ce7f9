using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Weights asked of the provider kubernetes, which the proxies split by.</summary>
internal static class WeightedRollout
{
    private const string Steps = """
        stepWeight: 20
        maxWeight: 40
        """;

    public static async Task RunAsync()
    {
        using var turn = await Turn.TakeAsync();
        await using var web = await KubernetesApp.StartAsync("kubernetes-weights", Steps);
        var before = web.Load.Counts.Snapshot();
        await web.SetVersionAsync("2", CancellationToken.None);

        Assert.Equal("Succeeded", (await web.JudgedAsync(KubernetesApp.Within, CancellationToken.None)).Phase);

        var steps = MeasuredStep.Of(web.Canary.Weights.Steps, web.Load.Counts, "2");
        Assert.Equal([20, 40], web.Canary.Weights.Steps.Select(step => step.Weight));
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.True(step.Within, step.ToString()));
        KubernetesApp.AssertNothingLost(web, before);
    }
}
