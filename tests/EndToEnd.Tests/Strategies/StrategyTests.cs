namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>Each way to bring a version to its users, with every request counted.</summary>
public sealed class StrategyTests(StrategiesFixture fixture) : IClassFixture<StrategiesFixture>
{
    [Fact]
    public Task LaneInFrontOfWeights_UnderLoad_LeadsItsRequestsAndCookiesKeepTheOthers() => fixture.Lane;

    [Fact]
    public Task AbTest_UnderLoad_IsMetByItsUsersAlone() => fixture.AbTest;

    [Fact]
    public Task BlueGreen_UnderLoad_RefusesABadVersionByCopiesAloneAndSwitchesToAGoodOne() => fixture.BlueGreen;

    [Fact]
    public Task MirroredLadder_UnderLoad_TakesNoClientBackAndReturnsItsShareByStep() => fixture.Sticky;
}
