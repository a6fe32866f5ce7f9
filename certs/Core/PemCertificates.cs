using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

internal static class PemCertificates
{
    // One unreadable block must not take the others with it: a bundle is as good as its good parts.
    public static IReadOnlyList<X509Certificate2> Read(string? pem)
    {
        var found = new List<X509Certificate2>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is "CERTIFICATE" && TryLoad(rest[fields.Base64Data], out var certificate))
            {
                found.Add(certificate);
            }

            rest = rest[fields.Location.End..];
        }

        return found;
    }

    private static bool TryLoad(ReadOnlySpan<char> base64, out X509Certificate2 certificate)
    {
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64.ToString()));
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            certificate = null!;
            return false;
        }
    }
}
