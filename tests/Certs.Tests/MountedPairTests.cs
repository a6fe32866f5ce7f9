using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Certs.Tests;

public sealed class MountedPairTests : IDisposable
{
    private const string Name = "canarymesh-webhook.canarymesh-system.svc";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly PairFolder _folder = new();
    private readonly CertificateKeeper _keeper;

    public MountedPairTests() => _keeper = new(new MountedPair(_folder.Path, Name, _time));

    [Fact]
    public async Task Refresh_AfterTheKubeletsSwap_ServesTheNewPairAndItsCa()
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        _folder.Swap(certificate, key, authority);
        Assert.True(await _keeper.RefreshAsync(default));
        var first = _keeper.Current!;

        Assert.False(await _keeper.RefreshAsync(default));
        var next = PairFolder.Signed(Name, Start);
        _folder.Swap(next.Certificate, next.Key, next.Authority);
        Assert.True(await _keeper.RefreshAsync(default));

        Assert.NotEqual(first.Leaf.Thumbprint, _keeper.Current!.Leaf.Thumbprint);
        Assert.Equal(next.Authority.Trim(), _keeper.Current.Bundle.Trim());
        Assert.True(_keeper.Current.Leaf.HasPrivateKey);
        Assert.Null(_keeper.Fault);
    }

    [Theory]
    [InlineData("another-key", "not the key")]
    [InlineData("truncated", "no certificate that can be read")]
    [InlineData("truncated-key", "cannot be read")]
    [InlineData("empty", "0 bytes")]
    [InlineData("missing", "missing")]
    [InlineData("expired", "expired at")]
    [InlineData("future", "is a clock wrong?")]
    [InlineData("another-name", "is not for")]
    [InlineData("another-ca", "Chain")]
    [InlineData("no-ca", "holds no certificate")]
    public async Task Refresh_WithABadPair_KeepsTheLastGoodAndNamesTheFault(string kind, string words)
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        _folder.Swap(certificate, key, authority);
        await _keeper.RefreshAsync(default);
        var good = _keeper.Current;

        Break(kind);

        Assert.False(await _keeper.RefreshAsync(default));
        Assert.Same(good, _keeper.Current);
        Assert.Contains(words, _keeper.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", _keeper.Fault, StringComparison.Ordinal);
        _folder.Swap(certificate, key, authority);
        Assert.False(await _keeper.RefreshAsync(default));
        Assert.Null(_keeper.Fault);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("missing")]
    [InlineData("another-key")]
    public async Task Refresh_WithABadPairAtStart_HasNothingToServeUntilThereIsAGoodOne(string kind)
    {
        Break(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _keeper.RefreshAsync(default));
        Assert.Null(_keeper.Current);

        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        _folder.Swap(certificate, key, authority);
        Assert.True(await _keeper.RefreshAsync(default));
    }

    [Fact]
    public async Task Refresh_WhenThePairRunsOutUnrenewed_SaysSo()
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        _folder.Swap(certificate, key, authority);
        await _keeper.RefreshAsync(default);

        _time.Advance(TimeSpan.FromDays(8));
        await _keeper.RefreshAsync(default);

        Assert.Contains("expired at", _keeper.Fault, StringComparison.Ordinal);
        Assert.False(_keeper.Current!.IsValidAt(_time.GetUtcNow()));
    }

    [Fact]
    public async Task Refresh_WhenTheClockWasBehindAtStart_ServesOnceItIsRight()
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start + TimeSpan.FromHours(5));
        _folder.Swap(certificate, key, authority);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _keeper.RefreshAsync(default));

        _time.Advance(TimeSpan.FromHours(5));

        Assert.True(await _keeper.RefreshAsync(default));
    }

    [Fact]
    public async Task Refresh_WithMoreThanCertificatesInTheCa_TrustsTheCertificatesAlone()
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        _folder.Swap(certificate, key, "comment\n" + authority + key);

        await _keeper.RefreshAsync(default);

        Assert.Equal(authority.Trim(), _keeper.Current!.Bundle.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private void Break(string kind)
    {
        var (certificate, key, authority) = PairFolder.Signed(Name, Start);
        var other = PairFolder.Signed(Name, Start);
        var (late, lateKey, lateCa) = PairFolder.Signed(Name, Start + TimeSpan.FromHours(3));
        var (old, oldKey, oldCa) = PairFolder.Signed(Name, Start - TimeSpan.FromDays(30));
        var (strange, strangeKey, strangeCa) = PairFolder.Signed("other.shop.svc", Start);
        var (one, two, three) = kind switch
        {
            "another-key" => (certificate, other.Key, authority),
            "truncated" => (certificate[..(certificate.Length / 2)], key, authority),
            "truncated-key" => (certificate, key[..(key.Length / 2)], authority),
            "empty" => ("", key, authority),
            "missing" => (null, key, authority),
            "expired" => (old, oldKey, oldCa),
            "future" => (late, lateKey, lateCa),
            "another-name" => (strange, strangeKey, strangeCa),
            "another-ca" => (certificate, key, other.Authority),
            _ => (certificate, key, "nothing"),
        };
        _folder.Swap(one, two, three);
    }
}
