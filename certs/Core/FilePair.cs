using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>Judges what a Secret of cert-manager holds: a certificate with those that lead to its CA, its key, and the CA.</summary>
internal static class FilePair
{
    public static CertificateLook Open(FilePairContent content, string name, DateTimeOffset now)
    {
        var certificates = PemCertificates.Read(content.Certificates);
        if (certificates.Count == 0)
        {
            return new(null, $"{FilePairContent.CertificateFile} holds no certificate that can be read");
        }

        if (WithKey(certificates[0], content.PrivateKey, out var fault) is not { } leaf)
        {
            return new(null, fault);
        }

        var serving = new ServingCertificate(leaf, [.. certificates.Skip(1)], content.Fingerprint, Readable(content.Authorities));
        fault = Untimely(leaf, now) ?? serving.Fault(serving.Bundle, name, now);
        return fault is null ? new(serving) : new(null, fault);
    }

    // Without what is no certificate: what stands here is copied into the pods.
    private static string Readable(string pem) => string.Concat(PemCertificates.Read(pem).Select(each => each.ExportCertificatePem() + "\n"));

    private static X509Certificate2? WithKey(X509Certificate2 certificate, string key, out string? fault)
    {
        try
        {
            fault = null;
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Never the exception's words: they may quote the file.
            fault = $"{FilePairContent.KeyFile} is not the key of the certificate in {FilePairContent.CertificateFile}, or cannot be read";
            return null;
        }
    }

    private static string? Untimely(X509Certificate2 leaf, DateTimeOffset now) =>
        leaf.NotAfter.ToUniversalTime() <= now.UtcDateTime ? $"the certificate expired at {leaf.NotAfter.ToUniversalTime():u}"
        : leaf.NotBefore.ToUniversalTime() > now.UtcDateTime ? $"the certificate is not valid before {leaf.NotBefore.ToUniversalTime():u}: is a clock wrong?"
        : null;
}
