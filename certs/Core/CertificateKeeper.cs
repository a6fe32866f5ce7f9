using System.Net.Security;
using System.Security.Authentication;

namespace CanaryMesh.Certs;

/// <summary>Keeps a process's serving certificate current: shares the installation's CA through its store, signs a leaf in memory, signs
/// it anew in time. Losers of a race adopt what the winner stored.</summary>
public sealed class CertificateKeeper(ICaStore store, IReadOnlyList<string> names, TimeProvider time)
{
    private const int Races = 5;
    private volatile ServingCertificate? _current;

    /// <summary>The certificate in use, or null before the first <see cref="RefreshAsync"/> succeeded.</summary>
    public ServingCertificate? Current => _current;

    /// <summary>Reads the CA, moves it on if it is time, and replaces the leaf if it is due or its CA or the bundle changed.
    /// True if something changed. Call it at start and every few seconds or minutes.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        var material = await ShareAsync(cancellation).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var bundle = material.Bundle(now);
        using var authority = AuthorityCertificate.Open(material.Certificates, material.PrivateKey, now)
            ?? throw new InvalidOperationException("the stored CA cannot be used and was not replaced");
        var signer = authority.Thumbprint;
        if (_current is { } current && current.Signer == signer && current.Bundle == bundle && now < current.RenewAt)
        {
            return false;
        }

        _current = new ServingCertificate(LeafCertificate.Sign(authority, names, now), signer, bundle);
        return true;
    }

    /// <summary>Options for one TLS handshake of a server: hand them out per connection, so that a new leaf is used at once.</summary>
    public SslServerAuthenticationOptions ServerOptions(params IReadOnlyList<SslApplicationProtocol> protocols) => new()
    {
        ServerCertificateContext = (_current ?? throw new AuthenticationException("there is no certificate yet")).Context,

        // The platform's choice: 1.2 and 1.3 here, and whatever comes after them.
        EnabledSslProtocols = SslProtocols.None,
        ApplicationProtocols = protocols.Count == 0 ? null : [.. protocols],
    };

    private async Task<CaMaterial> ShareAsync(CancellationToken cancellation)
    {
        for (var race = 0; race < Races; race++)
        {
            var stored = await store.ReadAsync(cancellation).ConfigureAwait(false);
            if (CaLifecycle.Step(stored?.Material, time.GetUtcNow()) is not { } next)
            {
                return stored!.Material;
            }

            var won = stored is null
                ? await store.TryCreateAsync(next, cancellation).ConfigureAwait(false)
                : await store.TryReplaceAsync(next, stored.Version, cancellation).ConfigureAwait(false);
            if (won)
            {
                return next;
            }
        }

        throw new InvalidOperationException("the CA was changed by others at every try");
    }
}
