using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Certs;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Ready: caches listed and a certificate to serve. Leading is no part of it: a standby is ready to take over.</summary>
internal sealed class Readiness(ClusterCaches caches, CertificateKeeper certificates, TimeProvider time)
{
    public string? Fault => certificates.Current is not { } certificate
        ? "there is no certificate yet"
        : !certificate.IsValidAt(time.GetUtcNow())
        ? "the certificate is not valid now"
        : caches.All.FirstOrDefault(cache => !cache.Synced.IsCompletedSuccessfully) is { } missing ? $"{missing.Kind} are not listed yet" : null;
}
