namespace CanaryMesh.Cluster.Node;

/// <summary>What running an image means on this machine.</summary>
internal sealed record ImageRule
{
    public static ImageRule Idle { get; } = new() { IsIdle = true };

    public static ImageRule Unknown { get; } = new() { PullFails = true };

    /// <summary>Runs nothing, until it is told to end.</summary>
    public bool IsIdle { get; init; }

    public bool PullFails { get; init; }

    public TimeSpan PullTime { get; init; }

    /// <summary>Killed this long after its start, as if it had used up its memory.</summary>
    public TimeSpan? OutOfMemoryAfter { get; init; }

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public IReadOnlyList<string> Cmd { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Files or folders of this machine at the image's paths, read-only.</summary>
    public IReadOnlyDictionary<string, string> Mounts { get; init; } = new Dictionary<string, string>();

    /// <summary>What a container's command means that names a program this machine lacks.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Commands { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
