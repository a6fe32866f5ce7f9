namespace CanaryMesh.Cluster.Node;

/// <summary>Everything needed to start one run of a container.</summary>
internal sealed record ContainerPlan
{
    /// <summary>Empty: nothing is run.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string HostName { get; init; }

    /// <summary>A folder of this run's own.</summary>
    public required string Folder { get; init; }

    public required string LogFile { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>A folder with the pod's hosts file, which may change while the container runs.</summary>
    public string? HostsFolder { get; init; }

    public bool ReadOnlyRoot { get; init; }

    public TimeSpan? OutOfMemoryAfter { get; init; }
}
