using CanaryMesh.Certs;

namespace CanaryMesh.Webhook.Tests.Support;

internal sealed class MemoryCaStore : ICaStore
{
    private CaMaterial? _material;

    public Task<StoredCa?> ReadAsync(CancellationToken cancellation) => Task.FromResult(_material is null ? null : new StoredCa(_material, "1"));

    public Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation)
    {
        _material = material;
        return Task.FromResult(true);
    }

    public Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation) => TryCreateAsync(material, cancellation);
}
