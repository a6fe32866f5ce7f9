namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts that a mesh splits. Each test brings its own version.</summary>
public sealed class IstioRolloutTests(IstioFixture fixture) : IClassFixture<IstioFixture>
{
    [EmbeddedFact(RoutedApp.Needs)]
    public async Task GoodVersion_BehindAMesh_GetsItsSharesIsPromotedAndLosesNothing()
    {
        await FullRollout.GoodAsync(fixture.App, "2");

        var modes = fixture.App.Mesh.Counts.Totals().TlsModes;
        Assert.Equal((IstioFixture.TlsMode, IstioFixture.TlsMode), (modes["web-primary"], modes["web-canary"]));
    }

    [EmbeddedFact(RoutedApp.Needs)]
    public Task BadVersion_BehindAMesh_IsRolledBackAndNothingOfOursIsLost() => FullRollout.BadAsync(fixture.App, "3");
}
