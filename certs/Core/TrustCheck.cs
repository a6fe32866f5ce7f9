using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>Asks what a client would say that trusts a bundle.</summary>
public static class TrustCheck
{
    /// <summary>Null if the certificate is for the name and chains to the bundle at that moment, else what is wrong.</summary>
    public static string? Fault(X509Certificate2 certificate, string bundle, string name, DateTimeOffset now) => Fault(certificate, [], bundle, name, now);

    /// <summary>The same, with certificates in between that the server sends along.</summary>
    public static string? Fault(X509Certificate2 certificate, X509Certificate2Collection intermediates, string bundle, string name, DateTimeOffset now)
    {
        var anchors = PemCertificates.Read(bundle);
        if (anchors.Count == 0)
        {
            return "the bundle holds no certificate";
        }

        if (!certificate.MatchesHostname(name))
        {
            return $"the certificate is not for {name}";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        return chain.Build(certificate) ? null : string.Join(", ", chain.ChainStatus.Select(status => status.Status));
    }
}
