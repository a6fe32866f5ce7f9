using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>One leaf and what it was signed with; immutable, swapped whole.</summary>
public sealed class ServingCertificate
{
    internal ServingCertificate(X509Certificate2 leaf, string signer, string bundle)
    {
        Leaf = leaf;
        Signer = signer;
        Bundle = bundle;
        RenewAt = CaLifecycle.TwoThirds(leaf);

        // Offline and with a prebuilt context: a handshake never builds a chain or asks the network.
        Context = SslStreamCertificateContext.Create(leaf, additionalCertificates: null, offline: true);
    }

    /// <summary>The leaf with its key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>PEM of the CA certificates to trust, the signer first.</summary>
    public string Bundle { get; }

    /// <summary>When the leaf is signed anew.</summary>
    public DateTimeOffset RenewAt { get; }

    /// <summary>What a TLS server presents.</summary>
    public SslStreamCertificateContext Context { get; }

    internal string Signer { get; }
}
