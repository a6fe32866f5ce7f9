namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>One app for each strategy, brought into our care at once.</summary>
public sealed class StrategiesFixture : IAsyncLifetime
{
    private StrategyApp[] _apps = [];

    internal StrategyApp Lane => _apps[0];

    internal StrategyApp AbTest => _apps[1];

    internal StrategyApp BlueGreen => _apps[2];

    public async Task InitializeAsync() => _apps = await Task.WhenAll(
        StrategyApp.AddAsync("lane", """
            threshold: 3
            stepWeight: 20
            maxWeight: 40
            iterations: 4
            match: [{headers: {canary: {exact: "true"} } }]
            sessionAffinity: {cookieName: side, maxAge: 600}
            """),
        StrategyApp.AddAsync("ab", """
            threshold: 3
            iterations: 3
            match: [{headers: {x-user: {exact: insider} } }]
            """),
        StrategyApp.AddAsync("bluegreen", """
            threshold: 2
            iterations: 2
            mirror: true
            """));

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }
}
