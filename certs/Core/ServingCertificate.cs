using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>One leaf, what leads from it to its CA, and whom to trust; immutable, swapped whole.</summary>
public sealed class ServingCertificate
{
    internal ServingCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates, string origin, string bundle)
    {
        Leaf = leaf;
        Intermediates = intermediates;
        Origin = origin;
        Bundle = bundle;
        RenewAt = CaLifecycle.TwoThirds(leaf);

        // Offline and with a prebuilt context: a handshake never builds a chain or asks the network.
        Context = SslStreamCertificateContext.Create(leaf, intermediates, offline: true);
    }

    /// <summary>The leaf with its key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>PEM of the CA certificates to trust, the signer first.</summary>
    public string Bundle { get; }

    /// <summary>When the leaf is due to be replaced.</summary>
    public DateTimeOffset RenewAt { get; }

    /// <summary>What a TLS server presents.</summary>
    public SslStreamCertificateContext Context { get; }

    internal X509Certificate2Collection Intermediates { get; }

    // What it was made of: the signer, or the files. Another origin makes another certificate.
    internal string Origin { get; }

    /// <summary>Whether a client with that clock would take it, as far as time goes.</summary>
    public bool IsValidAt(DateTimeOffset now) => Leaf.NotBefore.ToUniversalTime() <= now.UtcDateTime && Leaf.NotAfter.ToUniversalTime() > now.UtcDateTime;

    /// <summary>Null if a client that trusts the bundle and calls it by that name would take it, else what is wrong.</summary>
    public string? Fault(string bundle, string name, DateTimeOffset now) => TrustCheck.Fault(Leaf, Intermediates, bundle, name, now);
}
