namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A good version and then a bad one of one app; each test waits for its own.</summary>
internal sealed class WholeRollouts
{
    public WholeRollouts(RoutedPlan plan)
    {
        App = RoutedApp.StartAsync(plan);
        Good = GoodAsync();
        Bad = BadAsync();
    }

    public Task<RoutedApp> App { get; }

    public Task Good { get; }

    /// <summary>The app ends with it.</summary>
    public Task Bad { get; }

    private async Task GoodAsync() => await FullRollout.GoodAsync(await App, "2");

    private async Task BadAsync()
    {
        await using var app = await App;
        await Task.WhenAny(Good);
        await FullRollout.BadAsync(app, "3");
    }
}
