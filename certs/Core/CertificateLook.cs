namespace CanaryMesh.Certs;

/// <summary>What a source has: the certificate to serve, the same one as before if nothing changed, and why a newer one is not used.</summary>
public sealed record CertificateLook(ServingCertificate? Certificate, string? Fault = null);
