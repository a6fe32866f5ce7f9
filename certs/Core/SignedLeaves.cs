namespace CanaryMesh.Certs;

/// <summary>Shares the installation's CA through its store, signs a leaf in memory, signs it anew in time. Losers of a race adopt what the
/// winner stored.</summary>
internal sealed class SignedLeaves(ICaStore store, IReadOnlyList<string> names, TimeProvider time) : ICertificateSource
{
    private const int Races = 5;

    public async Task<CertificateLook> LookAsync(ServingCertificate? current, CancellationToken cancellation)
    {
        var material = await ShareAsync(cancellation).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var bundle = material.Bundle(now);
        using var authority = AuthorityCertificate.Open(material.Certificates, material.PrivateKey, now)
            ?? throw new InvalidOperationException("the stored CA cannot be used and was not replaced");
        var signer = authority.Thumbprint;
        return current is not null && current.Origin == signer && current.Bundle == bundle && now < current.RenewAt
            ? new(current)
            : new(new ServingCertificate(LeafCertificate.Sign(authority, names, now), [], signer, bundle));
    }

    private async Task<CaMaterial> ShareAsync(CancellationToken cancellation)
    {
        for (var race = 0; race < Races; race++)
        {
            var stored = await store.ReadAsync(cancellation).ConfigureAwait(false);
            if (CaLifecycle.Step(stored?.Material, time.GetUtcNow()) is not { } next)
            {
                return stored!.Material;
            }

            var won = stored is null
                ? await store.TryCreateAsync(next, cancellation).ConfigureAwait(false)
                : await store.TryReplaceAsync(next, stored.Version, cancellation).ConfigureAwait(false);
            if (won)
            {
                return next;
            }
        }

        throw new InvalidOperationException("the CA was changed by others at every try");
    }
}
