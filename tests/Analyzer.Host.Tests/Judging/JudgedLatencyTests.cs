using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>What a trial's latency says of its version.</summary>
public sealed class JudgedLatencyTests : JudgedTests
{
    private static readonly int WarmSeconds = (int)WarmUp.Time.TotalSeconds;

    [Fact]
    public void Primary_ThatFailsFast_MakesNoHealthyVersionLookSlow()
    {
        Begin();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            World.Counted(canary: 50, failed: 0, primary: 450, primaryFailed: 225);

            Assert.NotEqual(Ruling.RollBack, Look()!.Ruling);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void SecondHop_ThatOnlyTheCanarysRequestsTake_IsHeldAgainstNoVersion(int buckets)
    {
        Begin();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            World.Counted(canary: 50, failed: 0, primary: 450, hop: buckets);

            Assert.Equal(Ruling.Stay, Look()!.Ruling);
        }
    }

    [Fact]
    public void Version_HalfAgainAsSlowBesideItsApp_IsRolledBackByTheLimit()
    {
        Begin();
        World.Slower = 5;

        var found = Enumerable.Range(0, 30).Select(_ => Second(canary: 10, primary: 90)).First(each => each.Ruling is not Ruling.Stay and not Ruling.Hold);

        Assert.Equal((Ruling.RollBack, RulingReason.Comparison), (found.Ruling, found.Why));
        Assert.Matches("requests were slower than the usual p(50|90|99) \\([0-9.]+ ms, [0-9.]+ ms tolerated\\) on version", found.Sentence);
    }

    [Fact]
    public void Version_SlowerByWhatIsTolerated_IsHeldAgainstNobody()
    {
        Begin();
        World.Slower = 1;

        Assert.All(Enumerable.Range(0, 60), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
    }

    [Theory]
    [InlineData(24, Ruling.RollBack)]
    [InlineData(1, Ruling.Stay)]
    public void Pod_InItsFirstRequests_IsBlamedForNoSlowness(int thenSlower, Ruling ruling)
    {
        World.Pods["web-1"] = World.Now - TimeSpan.FromMinutes(5);
        Begin();
        World.Slower = 24;
        Assert.All(Enumerable.Range(0, WarmSeconds), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        World.Slower = thenSlower;

        Assert.Equal(ruling, Enumerable.Range(0, 10).Select(_ => Second(canary: 50, primary: 450).Ruling).Last());
    }

    [Fact]
    public void Pod_ThatJoinsLater_WarmsUpAsWell()
    {
        World.Pods["web-1"] = World.Now - TimeSpan.FromMinutes(5);
        Begin();
        World.Slower = 1;
        Assert.All(Enumerable.Range(0, WarmSeconds + 5), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        World.Pods["web-2"] = World.Now;
        World.Slower = 24;

        Assert.All(Enumerable.Range(0, WarmSeconds - 1), _ => Assert.Equal(Ruling.Stay, Second(canary: 50, primary: 450).Ruling));
        Assert.Contains(Enumerable.Range(0, 10), _ => Second(canary: 50, primary: 450).Ruling is Ruling.RollBack);
    }

    [Fact]
    public void OlderProxyBesideOnePodOfTheCanary_LeavesLatencyOut()
    {
        Begin();
        Assert.All(Enumerable.Range(0, 60), _ =>
        {
            World.Slower = null;
            World.Counted(canary: 1, failed: 0, primary: 0);
            World.Slower = 12;
            Assert.Equal(Ruling.Stay, Second(canary: 49, primary: 450).Ruling);
        });
    }
}
