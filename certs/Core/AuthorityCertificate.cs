using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>Makes and opens the installation's own CA.</summary>
internal static class AuthorityCertificate
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(5 * 365);

    // Clocks of nodes differ by minutes; a certificate from the future is refused.
    public static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    public static CaMaterial Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serial = SerialNumber.Draw();

        // Each CA has a name of its own, so that a chain never tries a key that only shares the name.
        var name = new X500DistinguishedName($"CN=CanaryMesh CA {Convert.ToHexStringLower(serial.AsSpan(0, 4))}");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.Create(name, X509SignatureGenerator.CreateForECDsa(key), now - Skew, now + Life, serial);
        return new(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    // Null if it is unreadable, not yet or no longer valid, or if the key is another certificate's.
    public static X509Certificate2? Open(string certificates, string privateKey, DateTimeOffset now)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificates, privateKey);
            if (certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime && certificate.NotAfter.ToUniversalTime() > now.UtcDateTime)
            {
                return certificate;
            }

            certificate.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
