namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts that a mesh splits.</summary>
public sealed class IstioRolloutTests(IstioFixture fixture) : IClassFixture<IstioFixture>
{
    [EmbeddedFact(RoutedApp.Needs)]
    public async Task GoodVersion_BehindAMesh_GetsItsSharesIsPromotedAndLosesNothing()
    {
        await fixture.Rollouts.Good;

        var modes = (await fixture.Rollouts.App).Mesh.Counts.Totals().TlsModes;
        Assert.Equal((IstioFixture.TlsMode, IstioFixture.TlsMode), (modes["web-primary"], modes["web-canary"]));
    }

    [EmbeddedFact(RoutedApp.Needs)]
    public Task BadVersion_BehindAMesh_IsRolledBackAndNothingOfOursIsLost() => fixture.Rollouts.Bad;
}
