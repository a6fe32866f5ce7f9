using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A whole rollout of stepWeight 20 and maxWeight 40, whoever splits: every request goes through the data plane, none through a proxy of ours.</summary>
internal static class FullRollout
{
    /// <summary>To its promotion.</summary>
    public static async Task GoodAsync(RoutedApp app, string version)
    {
        var begun = await app.BeginAsync(version);

        var verdict = await app.Web.JudgedAsync(RoutedApp.Within, CancellationToken.None);
        Assert.True(verdict.Phase == "Succeeded", $"{verdict}");
        await app.Web.RestAsync(CancellationToken.None);

        app.AssertShare(20, begun);
        app.AssertShare(40, begun);
        app.AssertNothingLost(begun);
        await Silence.OfAsync(app.Web.Load, load => load.Versions.Where(each => each.Version != version).Sum(each => each.Answered), "only the promoted version answers");
        Assert.Equal("web", await ContainersAsync(app));
    }

    /// <summary>To its rollback.</summary>
    public static async Task BadAsync(RoutedApp app, string version)
    {
        var begun = await app.BeginAsync(version);

        var verdict = await app.Web.JudgedAsync(RoutedApp.Within, CancellationToken.None);
        Assert.Equal(("Failed", "ChecksFailed"), (verdict.Phase, verdict.Reason));
        Assert.StartsWith("request-success-rate ", verdict.Message, StringComparison.Ordinal);
        await app.Web.RestAsync(CancellationToken.None);

        app.AssertShare(20, begun);
        app.AssertNothingLost(begun);
        var atRest = app.Drawn(0);
        await Eventually.TrueAsync(() => app.Drawn(0) >= atRest + 100, RoutedApp.Within, "the primary has all requests again", CancellationToken.None);
        await Silence.OfAsync(app.Web.Load, load => load.Of(version).Answered, "the refused version answers nobody");
        Assert.Equal("web", await ContainersAsync(app));
    }

    // The names of all containers of the app's pods, each once.
    private static async Task<string> ContainersAsync(RoutedApp app)
    {
        var names = await app.KubectlAsync("get", "pods", "-o", "jsonpath={.items[*].spec.containers[*].name} {.items[*].spec.initContainers[*].name}");
        return string.Join(' ', names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal));
    }
}
