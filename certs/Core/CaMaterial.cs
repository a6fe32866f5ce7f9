using System.Text;

namespace CanaryMesh.Certs;

/// <summary>What the installation's CA Secret holds, as PEM text. <paramref name="Certificates"/> begins with the signing certificate;
/// older ones after it are still trusted. The next one is trusted before it signs.</summary>
public sealed record CaMaterial(string Certificates, string PrivateKey, string? NextCertificate = null, string? NextPrivateKey = null)
{
    /// <summary>Every certificate to trust at a moment: readable, not expired, the signer first.</summary>
    public string Bundle(DateTimeOffset now)
    {
        var bundle = new StringBuilder();
        foreach (var certificate in PemCertificates.Read(Certificates).Concat(PemCertificates.Read(NextCertificate)))
        {
            using (certificate)
            {
                if (certificate.NotAfter.ToUniversalTime() > now.UtcDateTime)
                {
                    bundle.Append(certificate.ExportCertificatePem()).Append('\n');
                }
            }
        }

        return bundle.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => "the CA's certificates and keys";
}
