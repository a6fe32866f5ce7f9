namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>One app for each strategy, brought into our care at once; their trials run side by side, and each test waits for its own.</summary>
public sealed class StrategiesFixture : IAsyncLifetime
{
    private StrategyApp[] _apps = [];

    public Task Lane { get; private set; } = Task.CompletedTask;

    public Task AbTest { get; private set; } = Task.CompletedTask;

    public Task BlueGreen { get; private set; } = Task.CompletedTask;

    public Task Sticky { get; private set; } = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _apps = await Task.WhenAll(
            StrategyApp.AddAsync("lane", LaneTrial.Analysis), StrategyApp.AddAsync("ab", AbTestTrial.Analysis), StrategyApp.AddAsync("bluegreen", BlueGreenTrial.Analysis),
            StrategyApp.AddAsync("sticky", StickyTrial.Analysis));
        (Lane, AbTest) = (LaneTrial.RunAsync(_apps[0]), AbTestTrial.RunAsync(_apps[1]));
        (BlueGreen, Sticky) = (BlueGreenTrial.RunAsync(_apps[2]), StickyTrial.RunAsync(_apps[3]));
    }

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }
}
