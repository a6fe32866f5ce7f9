using CanaryMesh.Load;
using CanaryMesh.Mesh;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts that a mesh splits: every request goes through its data plane, none through a proxy of ours. Each test brings its own version.</summary>
public sealed class IstioRolloutTests(IstioFixture fixture) : IClassFixture<IstioFixture>
{
    internal const string Needs = "pods that a listener of the tests can reach";
    internal const string TlsMode = "ISTIO_MUTUAL";
    private const string AtRest = "web-primary=100 web-canary=0";
    private const string Fifth = "web-primary=80 web-canary=20";
    private const string TwoFifths = "web-primary=60 web-canary=40";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [EmbeddedFact(Needs)]
    public async Task GoodVersion_BehindAMesh_GetsItsSharesIsPromotedAndLosesNothing()
    {
        var (load, mesh) = await BeginAsync("2");

        Assert.Equal("Succeeded", (await Web.JudgedAsync(Within, CancellationToken.None)).Phase);
        await Web.RestAsync(CancellationToken.None);

        var (totals, counts) = (Mesh.Counts.Totals(), Web.Load.Counts.Snapshot());
        AssertShare(0.2, totals.Share(Fifth, "web-canary", mesh));
        AssertShare(0.4, totals.Share(TwoFifths, "web-canary", mesh));
        AssertNothingLost(load, mesh);
        Assert.Equal(load.Failed, counts.Failed);
        Assert.Equal((TlsMode, TlsMode), (totals.TlsModes["web-primary"], totals.TlsModes["web-canary"]));
        await ServedByAsync("2");
        Assert.Equal("web", await ContainersAsync());
    }

    [EmbeddedFact(Needs)]
    public async Task BadVersion_BehindAMesh_IsRolledBackAndNothingOfOursIsLost()
    {
        var (load, mesh) = await BeginAsync("3");

        var verdict = await Web.JudgedAsync(Within, CancellationToken.None);
        Assert.Equal(("Failed", "ChecksFailed"), (verdict.Phase, verdict.Reason));
        Assert.StartsWith("request-success-rate ", verdict.Message, StringComparison.Ordinal);
        Assert.Equal("web", await ContainersAsync());
        await Web.RestAsync(CancellationToken.None);

        var counts = Web.Load.Counts.Snapshot();
        AssertShare(0.2, Mesh.Counts.Totals().Share(Fifth, "web-canary", mesh));
        AssertNothingLost(load, mesh);
        Assert.Equal(counts.Failed - load.Failed, counts.Of("3").Failed - load.Of("3").Failed);
        var before = Mesh.Counts.Totals().Share(AtRest, "web-primary").All;
        await Eventually.TrueAsync(
            () => Mesh.Counts.Totals().Share(AtRest, "web-primary").All >= before + 100, Within, "the primary has all requests again", CancellationToken.None);
        Assert.Equal(counts.Of("3").Answered, Web.Load.Counts.Snapshot().Of("3").Answered);
    }

    private MeshDataPlane Mesh => fixture.Mesh;

    private ManagedWeb Web => fixture.Web;

    private async Task<(LoadSnapshot Load, MeshTotals Mesh)> BeginAsync(string version)
    {
        await Web.RestAsync(CancellationToken.None);
        var begun = (Web.Load.Counts.Snapshot(), Mesh.Counts.Totals());
        await Web.SetVersionAsync(version, CancellationToken.None);
        return begun;
    }

    // What chance alone explains, and enough requests for that to be little.
    private static void AssertShare(double asked, (double Share, long All) drawn)
    {
        var allowed = 4 * Math.Sqrt(asked * (1 - asked) / Math.Max(drawn.All, 1));
        Assert.True(drawn.All >= 100 && Math.Abs(drawn.Share - asked) <= allowed, $"{drawn.Share:P1} of {drawn.All} requests where {asked:P0} were asked for");
    }

    private void AssertNothingLost(LoadSnapshot load, MeshTotals mesh)
    {
        var counts = Web.Load.Counts.Snapshot();
        var refused = string.Join("; ", Mesh.Counts.Totals().Refused.Where(each => each.Value != mesh.Refused.GetValueOrDefault(each.Key)).Select(each => $"{each.Value} x {each.Key}"));
        Assert.True(counts.Lost == load.Lost && refused.Length == 0, $"{refused}: {string.Join("; ", counts.FirstLost.Skip((int)load.Lost).Take(5))}");
    }

    private async Task ServedByAsync(string version)
    {
        var before = Web.Load.Counts.Snapshot();
        await Eventually.TrueAsync(() => Web.Load.Counts.Snapshot().Sent >= before.Sent + 200, Within, "more requests were sent", CancellationToken.None);
        Assert.Equal(AnsweredByOthers(before, version), AnsweredByOthers(Web.Load.Counts.Snapshot(), version));
    }

    private static long AnsweredByOthers(LoadSnapshot load, string version) => load.Versions.Where(each => each.Version != version).Sum(each => each.Answered);

    // The names of all containers of the app's pods, each once.
    private async Task<string> ContainersAsync()
    {
        var names = await Web.Kubectl.RunAsync(
            CancellationToken.None, "get", "pods", "-o", "jsonpath={.items[*].spec.containers[*].name} {.items[*].spec.initContainers[*].name}");
        return string.Join(' ', names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal));
    }
}
