namespace CanaryMesh.Certs;

/// <summary>Serves what cert-manager, or anybody, keeps in a mounted Secret. The folder is read at every look: a watch on a file sees nothing
/// of the kubelet's swap. What cannot be used is named and the last good pair stays.</summary>
public sealed class MountedPair(string folder, string name, TimeProvider time) : ICertificateSource
{
    /// <summary>Environment of a process: the folder of the pair that it serves; empty: one of its own.</summary>
    public const string Variable = "CANARYMESH_CERTIFICATE";

    /// <inheritdoc/>
    public Task<CertificateLook> LookAsync(ServingCertificate? current, CancellationToken cancellation) => Task.FromResult(Look(current));

    private CertificateLook Look(ServingCertificate? current)
    {
        var content = FilePairContent.Read(folder, out var fault);
        if (content is null)
        {
            return new(current, fault);
        }

        var now = time.GetUtcNow();
        if (current is not null && current.Origin == content.Fingerprint && current.IsValidAt(now))
        {
            return new(current);
        }

        var look = FilePair.Open(content, name, now);
        return look.Certificate is null ? new(current, look.Fault) : look;
    }
}
