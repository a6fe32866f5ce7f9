using CanaryMesh.Proxy.Guard;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class ClientSetTests
{
    private readonly ClientSet _clients = new();

    [Fact]
    public async Task Clients_OnManyThreads_AreNewOnce_AndBounded()
    {
        var added = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var number = 0UL; number < 3000; number++)
            {
                Interlocked.Add(ref added, _clients.TryAdd(Scatter(number)) ? 1 : 0);
            }
        })));
        Assert.Equal(3000, added);

        var more = Enumerable.Range(3000, 30_000).Count(number => _clients.TryAdd(Scatter((ulong)number)));
        Assert.InRange(more, 1000, ClientSet.Most - 3000);
        Assert.All(Enumerable.Range(0, 3000), number => Assert.True(_clients.Contains(Scatter((ulong)number))));
    }

    // All of them look at the same places, of which the rest of the set has thousands free.
    [Fact]
    public void Client_WhosePlacesAreTaken_IsGivenUpAfterAFew()
    {
        for (var number = 1UL; number <= ClientSet.MostTries; number++)
        {
            Assert.False(_clients.Contains(number << 12));
            Assert.True(_clients.TryAdd(number << 12));
            Assert.False(_clients.TryAdd(number << 12));
        }

        const ulong late = (ulong)(ClientSet.MostTries + 1) << 12;
        Assert.False(_clients.TryAdd(late));
        Assert.False(_clients.Contains(late));
        Assert.True(_clients.Contains((ulong)ClientSet.MostTries << 12));
    }

    [Fact]
    public void Client_WithoutAHash_IsOneToo()
    {
        Assert.False(_clients.Contains(0));
        Assert.True(_clients.TryAdd(0));
        Assert.True(_clients.Contains(0));
    }

    private static ulong Scatter(ulong number) => number * 0x9E3779B97F4A7C15;
}
