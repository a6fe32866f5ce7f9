using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class RouteReaderTests
{
    private static readonly PolicyId Asked = new(3, 7);
    private static readonly PodView[] Pods = [Thing.View("a"), Thing.View("b")];

    [Fact]
    public void Read_OfAllProxiesAtTheAskedPolicy_IsSettled()
    {
        var seen = Read([Proxy("a"), Proxy("b")], Pods);

        Assert.Equal((20, 20, true, 2, 0), (seen.Asked, seen.Served, seen.Settled, seen.Connected, seen.Missing));
    }

    [Theory]
    [InlineData(3, 6)]
    [InlineData(3, 8)]
    [InlineData(4, 1)]
    [InlineData(0, 0)]
    public void Read_OfAProxyAtAnotherPolicy_IsNotSettled(int term, int revision) =>
        Assert.False(Read([Proxy("a"), Proxy("b") with { Applied = new((ulong)term, (ulong)revision) }], Pods).Settled);

    [Fact]
    public void Read_OfAReadyPodWithoutAProxyConnection_IsMissingAndNotSettled()
    {
        var seen = Read([Proxy("a")], Pods);

        Assert.Equal((1, false), (seen.Missing, seen.Settled));
    }

    [Fact]
    public void Read_OfPodsThatServeNothing_AwaitsNone() =>
        Assert.True(Read([Proxy("a")], [Pods[0], Thing.View("b", ready: false), Thing.View("c", proxied: false)]).Settled);

    [Fact]
    public void Read_BeforeAnythingWasAsked_IsUnknownAndNotSettled()
    {
        var seen = RouteReader.Read(new() { Proxies = [Proxy("a") with { EffectiveWeight = 30 }] }, [Pods[0]], TimeSpan.FromSeconds(2));

        Assert.Equal((null, 30, false, TimeSpan.FromSeconds(2)), (seen.Asked, seen.Served, seen.Settled, seen.LeaderFor));
    }

    [Fact]
    public void Read_OfDifferentShares_TakesTheHighest() =>
        Assert.Equal(20, Read([Proxy("a"), Proxy("b") with { EffectiveWeight = 0 }], Pods).Served);

    [Fact]
    public void Read_OfTheCopysProxies_CountsThemNowhere()
    {
        var seen = Read([Proxy("x") with { Track = "canary", EffectiveWeight = 90, InFlightCanary = 5 }], []);

        Assert.Equal((null, 0, 0), (seen.Served, seen.Connected, seen.InFlightCanary));
    }

    [Fact]
    public void Read_OfRequestsUnderWay_SumsThem() =>
        Assert.Equal(5, Read([Proxy("a") with { InFlightCanary = 2 }, Proxy("b") with { InFlightCanary = 3 }], Pods).InFlightCanary);

    [Theory]
    [InlineData(20, false)]
    [InlineData(0, true)]
    public void Read_WithoutAnyProxiedPod_IsSettledAtZeroOnly(int weight, bool isSettled) => Assert.Equal(
        isSettled, RouteReader.Read(new() { Asked = Asked, Policy = new() { CanaryWeight = weight } }, [Thing.View("c", proxied: false)], TimeSpan.Zero).Settled);

    [Fact]
    public void Read_OfAProxyThatHasNotReportedYet_TakesItToHaveOne() =>
        Assert.Equal(1, Read([Proxy("a") with { InFlightCanary = null }, Proxy("b") with { InFlightCanary = 0 }], Pods).InFlightCanary);

    [Fact]
    public void Read_OfARefusal_TellsOnlyOfTheAskedPolicy()
    {
        Assert.Equal("no such port", Read([Proxy("a") with { RefusedPolicy = Asked, Refused = "no such port" }], Pods).Refused);
        Assert.Null(Read([Proxy("a") with { RefusedPolicy = new(3, 6), Refused = "old" }], Pods).Refused);
    }

    private static RouteObservation Read(IReadOnlyList<ProxyObservation> proxies, IReadOnlyList<PodView> pods) =>
        RouteReader.Read(new() { Asked = Asked, Policy = new() { CanaryWeight = 20 }, Proxies = proxies }, pods, TimeSpan.Zero);

    private static ProxyObservation Proxy(string pod) => new()
    {
        PodUid = "p-" + pod,
        PodName = pod,
        Track = "primary",
        Version = "v",
        Instance = "i",
        ConnectedSince = DateTimeOffset.UnixEpoch,
        Applied = Asked,
        EffectiveWeight = 20,
    };
}
