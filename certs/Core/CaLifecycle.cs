using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs;

/// <summary>What becomes of the CA next. Trust first, sign second: at two thirds of its life a successor joins the bundle, a day later
/// the successor signs, and when the last leaf of the old one has expired the old one leaves the bundle.</summary>
public static class CaLifecycle
{
    private static readonly TimeSpan TrustedBefore = TimeSpan.FromDays(1);

    /// <summary>The material to write, or null if what is stored stays as it is.</summary>
    public static CaMaterial? Step(CaMaterial? stored, DateTimeOffset now)
    {
        if (stored is null)
        {
            return AuthorityCertificate.Create(now);
        }

        using var signer = AuthorityCertificate.Open(stored.Certificates, stored.PrivateKey, now);
        using var next = OpenNext(stored, now);
        if (signer is null)
        {
            return next is null ? AuthorityCertificate.Create(now) : Promoted(stored, now);
        }

        if (next is not null)
        {
            return now >= Born(next) + TrustedBefore ? Promoted(stored, now) : null;
        }

        if (now >= TwoThirds(signer))
        {
            var successor = AuthorityCertificate.Create(now);
            return stored with { NextCertificate = successor.Certificates, NextPrivateKey = successor.PrivateKey };
        }

        return IsOverlapOver(stored, signer, now) ? stored with { Certificates = signer.ExportCertificatePem() + "\n" } : null;
    }

    internal static DateTimeOffset TwoThirds(X509Certificate2 certificate)
    {
        DateTimeOffset from = certificate.NotBefore;
        return from + ((certificate.NotAfter - certificate.NotBefore) * 2 / 3);
    }

    private static X509Certificate2? OpenNext(CaMaterial stored, DateTimeOffset now) =>
        stored is { NextCertificate: { } certificate, NextPrivateKey: { } key } ? AuthorityCertificate.Open(certificate, key, now) : null;

    private static CaMaterial Promoted(CaMaterial stored, DateTimeOffset now)
    {
        var old = new CaMaterial(stored.Certificates, "").Bundle(now);
        return new(stored.NextCertificate + old, stored.NextPrivateKey!);
    }

    private static bool IsOverlapOver(CaMaterial stored, X509Certificate2 signer, DateTimeOffset now) =>
        PemCertificates.Read(stored.Certificates).Count > 1 && now >= Born(signer) + TrustedBefore + LeafCertificate.Life + TrustedBefore;

    private static DateTimeOffset Born(X509Certificate2 certificate) => certificate.NotBefore + AuthorityCertificate.Skew;
}
