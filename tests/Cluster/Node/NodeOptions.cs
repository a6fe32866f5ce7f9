using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster.Node;

/// <summary>How a node is to run.</summary>
public sealed record NodeOptions
{
    public string Name { get; init; } = "local";

    /// <summary>Where pods' folders and logs are kept; removed when the node stops, except for the logs.</summary>
    public required string StateFolder { get; init; }

    public required LoopbackRange PodRange { get; init; }

    /// <summary>JSON: what running an image means.</summary>
    public string? ImageMap { get; init; }

    /// <summary>What ${NAME} stands for in the image map; MAP_DIR is its folder.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether an image the map does not name runs and does nothing, rather than not being pulled.</summary>
    public bool UnmappedImagesIdle { get; init; } = true;

    /// <summary>KUBERNETES_SERVICE_HOST of every container.</summary>
    public string ApiHost { get; init; } = "127.0.0.1";

    /// <summary>KUBERNETES_SERVICE_PORT of every container.</summary>
    public int ApiPort { get; init; } = 443;

    public TimeSpan CrashDelay { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan CrashDelayLimit { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How often volumes are brought up to date.</summary>
    public TimeSpan VolumeRefresh { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a pod's address rests before another pod gets it.</summary>
    public TimeSpan AddressRest { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
