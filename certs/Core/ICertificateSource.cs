namespace CanaryMesh.Certs;

/// <summary>Where serving certificates come from: signed here, or written by somebody else into files.</summary>
public interface ICertificateSource
{
    /// <summary>The certificate to serve from now on, given the one in use.</summary>
    Task<CertificateLook> LookAsync(ServingCertificate? current, CancellationToken cancellation);
}
