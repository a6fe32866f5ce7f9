using System.Net.Security;
using System.Security.Authentication;

namespace CanaryMesh.Certs;

/// <summary>Keeps a process's serving certificate current, whatever it comes from; the last good one stays until there is a better one.</summary>
public sealed class CertificateKeeper(ICertificateSource source)
{
    private volatile ServingCertificate? _current;
    private volatile string? _fault;

    /// <summary>Signs its own under the installation's CA, for those names.</summary>
    public CertificateKeeper(ICaStore store, IReadOnlyList<string> names, TimeProvider time)
        : this(new SignedLeaves(store, names, time))
    {
    }

    /// <summary>The certificate in use, or null before the first <see cref="RefreshAsync"/> succeeded.</summary>
    public ServingCertificate? Current => _current;

    /// <summary>Why what the source has now is not used; null if it is.</summary>
    public string? Fault => _fault;

    /// <summary>Takes what the source has. True if the certificate or the bundle changed. Call it at start and every few seconds or minutes.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        var look = await source.LookAsync(_current, cancellation).ConfigureAwait(false);
        _fault = look.Fault;
        if (look.Certificate is not { } next)
        {
            throw new InvalidOperationException(look.Fault);
        }

        var changed = !ReferenceEquals(next, _current);
        _current = next;
        return changed;
    }

    /// <summary>Options for one TLS handshake of a server: hand them out per connection, so that a new leaf is used at once.</summary>
    public SslServerAuthenticationOptions ServerOptions(params IReadOnlyList<SslApplicationProtocol> protocols) => new()
    {
        ServerCertificateContext = (_current ?? throw new AuthenticationException("there is no certificate yet")).Context,

        // The platform's choice: 1.2 and 1.3 here, and whatever comes after them.
        EnabledSslProtocols = SslProtocols.None,
        ApplicationProtocols = protocols.Count == 0 ? null : [.. protocols],
    };
}
