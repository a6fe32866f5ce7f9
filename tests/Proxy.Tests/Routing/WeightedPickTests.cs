using System.Net;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Tests.Routing;

public sealed class WeightedPickTests
{
    [Theory]
    [InlineData(0u, 0, false)]
    [InlineData(1u, 0, true)]
    [InlineData(1u, 1, false)]
    [InlineData(100u, 99, true)]
    public void IsCanary_AtTheEdges_HoldsTheShare(uint weight, int roll, bool canary) =>
        Assert.Equal(canary, WeightedPick.IsCanary(weight, roll));

    [Theory]
    [InlineData(1u)]
    [InlineData(10u)]
    [InlineData(50u)]
    public void IsCanary_OverManyRolls_StaysWithinFourSigma(uint weight)
    {
        const int Rolls = 100_000;
        var random = new Random(17);
        var canary = 0;
        for (var roll = 0; roll < Rolls; roll++)
        {
            canary += WeightedPick.IsCanary(weight, random.Next(100)) ? 1 : 0;
        }

        var share = weight / 100.0;
        Assert.InRange(canary, (Rolls * share) - Sigma(share, Rolls), (Rolls * share) + Sigma(share, Rolls));
    }

    [Fact]
    public void LessBusy_OfTwo_TakesTheOneWithFewerInFlight()
    {
        var busy = new Backend("busy", IPAddress.Loopback, 1, isHop: true);
        var free = new Backend("free", IPAddress.Loopback, 2, isHop: true);
        busy.Enter();

        Assert.Same(free, WeightedPick.LessBusy([busy, free], 0, 1));
        Assert.Same(free, WeightedPick.LessBusy([busy, free], 1, 0));
        Assert.Same(busy, WeightedPick.LessBusy([busy, free], 0, 0));
    }

    [Fact]
    public void LessBusy_OfOneThatWasLost_TakesAnotherAndNobodyIfThereIsNone()
    {
        var lost = new Backend("lost", IPAddress.Loopback, 1, isHop: true);
        var there = new Backend("there", IPAddress.Loopback, 2, isHop: true);
        lost.Lose();

        Assert.Same(there, WeightedPick.LessBusy([lost, there], 0, 0));
        Assert.Null(WeightedPick.LessBusy([lost], 0, 0));
    }

    [Fact]
    public void LessBusy_WhereSomeAreLost_SpreadsTheirShareOverTheOthers()
    {
        var backends = Enumerable.Range(0, 6).Select(index => new Backend($"pod-{index}", IPAddress.Loopback, index, isHop: true)).ToArray();
        Array.ForEach(backends[..3], each => each.Lose());
        var picks =
            from first in Enumerable.Range(0, backends.Length)
            from second in Enumerable.Range(0, backends.Length)
            select WeightedPick.LessBusy(backends, first, second);

        Assert.Equal([("pod-3", 12), ("pod-4", 12), ("pod-5", 12)], picks.GroupBy(each => each!.Pod).Select(each => (each.Key, each.Count())).Order());
    }

    private static double Sigma(double share, int rolls) => 4 * Math.Sqrt(rolls * share * (1 - share));
}
