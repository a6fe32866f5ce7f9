using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs.Tests;

/// <summary>A TLS server that asks the keeper at each handshake, as the product's listeners do.</summary>
public sealed class HandshakeReloadTests : IDisposable
{
    private const string Name = "canarymesh-webhook.canarymesh-system.svc";
    private readonly PairFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Handshake_AfterASwap_ShowsTheNewCertificateWithoutARestart()
    {
        var keeper = new CertificateKeeper(new MountedPair(_folder.Path, Name, TimeProvider.System));
        _listener.Start();
        var first = PairFolder.Signed(Name, TimeProvider.System.GetUtcNow());
        _folder.Swap(first.Certificate, first.Key, first.Authority);
        await keeper.RefreshAsync(default);
        var shown = await HandshakeAsync(keeper);

        var next = PairFolder.Signed(Name, TimeProvider.System.GetUtcNow());
        _folder.Swap(next.Certificate, next.Key, next.Authority);
        await keeper.RefreshAsync(default);
        var then = await HandshakeAsync(keeper);
        _folder.Swap(first.Certificate, next.Key, next.Authority);
        await keeper.RefreshAsync(default);
        var after = await HandshakeAsync(keeper);

        Assert.NotEqual(shown, then);
        Assert.Equal(then, after);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    private async Task<string> HandshakeAsync(CertificateKeeper keeper)
    {
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        using var accepted = await _listener.AcceptTcpClientAsync();
        await using var server = new SslStream(accepted.GetStream());
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
            TrustCheck.Fault((X509Certificate2)certificate!, keeper.Current!.Bundle, Name, TimeProvider.System.GetUtcNow()) is null);
        await Task.WhenAll(server.AuthenticateAsServerAsync(keeper.ServerOptions()), stream.AuthenticateAsClientAsync(Name));
        return stream.RemoteCertificate!.GetCertHashString();
    }
}
