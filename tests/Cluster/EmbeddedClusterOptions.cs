using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster;

/// <summary>How a cluster is to be.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Port of the API server; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string NodeName { get; init; } = "local";

    /// <summary>Whether pods run; without, they stay pending.</summary>
    public bool RunNode { get; init; } = true;

    /// <summary>Where the node keeps pods' folders and logs.</summary>
    public string StateFolder { get; init; } = Path.Combine(Path.GetTempPath(), "canarymesh-" + Guid.NewGuid().ToString("n")[..8]);

    /// <summary>JSON: what running an image means.</summary>
    public string? ImageMap { get; init; }

    /// <summary>What ${NAME} stands for in the image map.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest delay before a crashed container starts again.</summary>
    public TimeSpan CrashDelayLimit { get; init; } = TimeSpan.FromSeconds(300);

    public NetworkOptions Network { get; init; } = new();

    public ILoggerFactory? Logs { get; init; }

    internal Mistakes Mistakes { get; init; } = Mistakes.None;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
