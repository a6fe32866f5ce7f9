namespace CanaryMesh.Load;

/// <summary>The counts at one instant. Requests on their way are in none of them but Sent.</summary>
public sealed record LoadSnapshot(long Sent, long Ok, long Failed, long Lost, IReadOnlyList<VersionCounts> Versions, IReadOnlyList<LostRequest> FirstLost)
{
    public VersionCounts Of(string version) => Versions.FirstOrDefault(v => v.Version == version) ?? new VersionCounts(version, 0, 0);
}
