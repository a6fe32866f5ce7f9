using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Certs.Tests;

public sealed class CertificateKeeperTests
{
    private const string Name = "canarymesh-webhook.canarymesh-system.svc";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly MemoryCaStore _store = new();

    [Fact]
    public async Task Refresh_WithEmptyStore_CreatesCaAndLeafThatChain()
    {
        var keeper = Keeper();

        Assert.True(await keeper.RefreshAsync(default));

        Assert.Equal(1, _store.Writes);
        Assert.Null(TrustCheck.Fault(keeper.Current!.Leaf, keeper.Current.Bundle, Name, Start));
        Assert.True(keeper.Current.Leaf.HasPrivateKey);
    }

    [Fact]
    public async Task Refresh_WhenNothingIsDue_KeepsTheSameLeaf()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        var leaf = keeper.Current;

        _time.Advance(TimeSpan.FromDays(4));

        Assert.False(await keeper.RefreshAsync(default));
        Assert.Same(leaf, keeper.Current);
    }

    [Fact]
    public async Task Refresh_AfterTwoThirdsOfTheLeafsLife_SignsAnewUnderTheSameCa()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        var before = keeper.Current!;

        _time.Advance(TimeSpan.FromDays(5));

        Assert.True(await keeper.RefreshAsync(default));
        Assert.NotEqual(before.Leaf.Thumbprint, keeper.Current!.Leaf.Thumbprint);
        Assert.Equal(before.Bundle, keeper.Current.Bundle);
        Assert.Equal(1, _store.Writes);
    }

    [Fact]
    public async Task Refresh_WhenTwoProcessesCreateAtOnce_LoserAdoptsTheWinnersCa()
    {
        var winner = Keeper();
        var loser = Keeper();
        _store.BeforeWrite = () => winner.RefreshAsync(default).GetAwaiter().GetResult();

        await loser.RefreshAsync(default);

        Assert.Equal(1, _store.Writes);
        Assert.Equal(winner.Current!.Bundle, loser.Current!.Bundle);
        Assert.Null(TrustCheck.Fault(loser.Current.Leaf, winner.Current.Bundle, Name, Start));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task Refresh_WhenTheStoredCaIsUnreadable_ReplacesIt(string certificates)
    {
        _store.Put(new CaMaterial(certificates, "nor a key"));
        var keeper = Keeper();

        await keeper.RefreshAsync(default);

        Assert.Null(TrustCheck.Fault(keeper.Current!.Leaf, _store.Material!.Bundle(Start), Name, Start));
    }

    [Fact]
    public async Task Refresh_WhenTheCaHasExpired_ReplacesItAndDropsItFromTheBundle()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        var old = keeper.Current!.Bundle;

        _time.Advance(TimeSpan.FromDays((5 * 365) + 1));
        await keeper.RefreshAsync(default);

        Assert.DoesNotContain(old.Trim(), keeper.Current!.Bundle, StringComparison.Ordinal);
        Assert.Null(TrustCheck.Fault(keeper.Current.Leaf, keeper.Current.Bundle, Name, _time.GetUtcNow()));
    }

    [Fact]
    public async Task Refresh_ThroughAWholeRotation_IsTrustedByEveryBundlePublishedOneDayBefore()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        var signers = new HashSet<string> { keeper.Current!.Leaf.Issuer };
        _time.Advance(TimeSpan.FromDays(1210));
        await keeper.RefreshAsync(default);
        var yesterday = keeper.Current.Bundle;

        for (var day = 1211; day < 1240; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await keeper.RefreshAsync(default);
            Assert.Null(TrustCheck.Fault(keeper.Current!.Leaf, yesterday, Name, _time.GetUtcNow()));
            yesterday = keeper.Current.Bundle;
            signers.Add(keeper.Current.Leaf.Issuer);
        }

        Assert.Equal(2, signers.Count);
        Assert.Equal(1, yesterday.Split("BEGIN CERTIFICATE").Length - 1);
    }

    [Fact]
    public async Task Leaf_ForAClientWhoseClockIsBehind_IsTrusted()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);

        Assert.Null(TrustCheck.Fault(keeper.Current!.Leaf, keeper.Current.Bundle, Name, Start - TimeSpan.FromMinutes(50)));
        Assert.NotNull(TrustCheck.Fault(keeper.Current.Leaf, keeper.Current.Bundle, Name, Start - TimeSpan.FromHours(2)));
    }

    [Fact]
    public async Task TrustCheck_WithAnotherCaOrAnotherName_SaysSo()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        var other = new CertificateKeeper(new MemoryCaStore(), [Name], _time);
        await other.RefreshAsync(default);

        Assert.NotNull(TrustCheck.Fault(keeper.Current!.Leaf, other.Current!.Bundle, Name, Start));
        Assert.NotNull(TrustCheck.Fault(keeper.Current.Leaf, keeper.Current.Bundle, "other.canarymesh-system.svc", Start));
        Assert.NotNull(TrustCheck.Fault(keeper.Current.Leaf, "", Name, Start));
        Assert.Null(TrustCheck.Fault(keeper.Current.Leaf, other.Current.Bundle + keeper.Current.Bundle, Name, Start));
    }

    [Fact]
    public async Task Authority_AsMade_SignsOnlyLeavesAndHasALongRandomSerial()
    {
        var keeper = Keeper();
        await keeper.RefreshAsync(default);
        using var authority = X509Certificate2.CreateFromPem(_store.Material!.Certificates);

        var constraints = authority.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints is { CertificateAuthority: true, HasPathLengthConstraint: true, PathLengthConstraint: 0, Critical: true });
        Assert.Equal(16, authority.SerialNumberBytes.Length);
        Assert.Equal(Start.UtcDateTime.AddHours(-1), authority.NotBefore.ToUniversalTime());
    }

    private CertificateKeeper Keeper() => new(_store, [Name], _time);
}
