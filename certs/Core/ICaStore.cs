namespace CanaryMesh.Certs;

/// <summary>Where the installation's CA lives, shared by several processes.</summary>
public interface ICaStore
{
    /// <summary>The CA, or null if there is none yet.</summary>
    Task<StoredCa?> ReadAsync(CancellationToken cancellation);

    /// <summary>Creates it; false if another process was first.</summary>
    Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation);

    /// <summary>Replaces the version that was read; false if another process was first.</summary>
    Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation);
}
