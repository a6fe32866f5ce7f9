namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts that a Gateway splits.</summary>
public sealed class GatewayRolloutTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [EmbeddedFact(RoutedApp.Needs)]
    public Task GoodVersion_BehindAGateway_GetsItsSharesIsPromotedAndLosesNothing() => fixture.Rollouts.Good;

    [EmbeddedFact(RoutedApp.Needs)]
    public Task BadVersion_BehindAGateway_IsRolledBackAndNothingOfOursIsLost() => fixture.Rollouts.Bad;

    [EmbeddedFact(RoutedApp.Needs)]
    public Task Weight_ThatAControllerHasNotTaken_WaitsWithItsWords() => fixture.Refused;

    [EmbeddedFact(RoutedApp.Needs)]
    public Task RouteThatWasThereFirst_WithLanesAndCookies_LeadsEachRequestAndIsGivenBack() => fixture.Adopted;
}
