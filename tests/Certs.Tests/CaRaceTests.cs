using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Certs.Tests;

/// <summary>Replicas that start at the same moment, many times over: one CA, and each trusts the other.</summary>
public sealed class CaRaceTests
{
    private const string Name = "canarymesh-webhook.canarymesh-system.svc";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Replicas_StartingAtOnce_ShareOneCa()
    {
        for (var round = 0; round < 20; round++)
        {
            var store = new ContendedCaStore();
            CertificateKeeper[] replicas = [.. Enumerable.Range(0, 4).Select(_ => new CertificateKeeper(store, [Name], new FakeTimeProvider(Start)))];

            await Task.WhenAll(replicas.Select(each => Task.Run(() => each.RefreshAsync(default))));

            Assert.Equal(1, store.Created);
            var bundle = Assert.Single(replicas.Select(each => each.Current!.Bundle).Distinct());
            Assert.All(replicas, each => Assert.Null(TrustCheck.Fault(each.Current!.Leaf, bundle, Name, Start)));
        }
    }

    [Fact]
    public async Task Replica_WhoseClockIsAnHourBehind_TakesTheCaThatTheOtherMade()
    {
        var store = new ContendedCaStore();
        var ahead = new CertificateKeeper(store, [Name], new FakeTimeProvider(Start));
        var behind = new CertificateKeeper(store, [Name], new FakeTimeProvider(Start - TimeSpan.FromMinutes(59)));

        await ahead.RefreshAsync(default);
        await behind.RefreshAsync(default);

        Assert.Equal(1, store.Created);
        Assert.Equal(ahead.Current!.Bundle, behind.Current!.Bundle);
        Assert.Null(TrustCheck.Fault(behind.Current.Leaf, ahead.Current.Bundle, Name, Start));
    }
}
