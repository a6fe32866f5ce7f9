namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts that a Gateway splits. Each test brings its own version.</summary>
public sealed class GatewayRolloutTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [EmbeddedFact(RoutedApp.Needs)]
    public async Task GoodVersion_BehindAGateway_GetsItsSharesIsPromotedAndLosesNothing()
    {
        await FullRollout.GoodAsync(fixture.App, "2");

        Assert.InRange(fixture.App.Mesh.Counts.Totals().Mirrored["web-canary"], 50, long.MaxValue);
    }

    [EmbeddedFact(RoutedApp.Needs)]
    public Task BadVersion_BehindAGateway_IsRolledBackAndNothingOfOursIsLost() => FullRollout.BadAsync(fixture.App, "3");

    [EmbeddedFact(RoutedApp.Needs)]
    public Task Weight_ThatAControllerHasNotTaken_WaitsWithItsWords() => fixture.Refused;
}
