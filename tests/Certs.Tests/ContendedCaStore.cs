using System.Globalization;

namespace CanaryMesh.Certs.Tests;

/// <summary>A store that many use at once: reading takes a turn of the scheduler, writing is one by one.</summary>
internal sealed class ContendedCaStore : ICaStore
{
    private readonly Lock _gate = new();
    private CaMaterial? _material;
    private int _version;

    public int Created { get; private set; }

    public async Task<StoredCa?> ReadAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            return _material is null ? null : new(_material, _version.ToString(CultureInfo.InvariantCulture));
        }
    }

    public async Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            if (_material is not null)
            {
                return false;
            }

            (_material, Created) = (material, Created + 1);
            return true;
        }
    }

    public async Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            if (version != _version.ToString(CultureInfo.InvariantCulture))
            {
                return false;
            }

            (_material, _version) = (material, _version + 1);
            return true;
        }
    }
}
