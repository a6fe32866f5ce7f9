using System.Globalization;

namespace CanaryMesh.Certs.Tests;

/// <summary>A store with versions; the hook runs between a process's reading and its writing, which is where races happen.</summary>
internal sealed class MemoryCaStore : ICaStore
{
    private int _version;

    public CaMaterial? Material { get; private set; }

    public Action? BeforeWrite { get; set; }

    public int Writes { get; private set; }

    public Task<StoredCa?> ReadAsync(CancellationToken cancellation) =>
        Task.FromResult(Material is null ? null : new StoredCa(Material, _version.ToString(CultureInfo.InvariantCulture)));

    public Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation) => Write(material, () => Material is null);

    public Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation) =>
        Write(material, () => version == _version.ToString(CultureInfo.InvariantCulture));

    public void Put(CaMaterial? material)
    {
        Material = material;
        _version++;
    }

    private Task<bool> Write(CaMaterial material, Func<bool> allowed)
    {
        var hook = BeforeWrite;
        BeforeWrite = null;
        hook?.Invoke();
        if (!allowed())
        {
            return Task.FromResult(false);
        }

        Put(material);
        Writes++;
        return Task.FromResult(true);
    }
}
