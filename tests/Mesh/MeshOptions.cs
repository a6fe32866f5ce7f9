namespace CanaryMesh.Mesh;

/// <summary>What a data plane plays.</summary>
public sealed record MeshOptions
{
    /// <summary>Where the requests come in: "mesh" for a pod's own proxy, or namespace/name of a gateway of Istio's or of the Gateway API.</summary>
    public string Gateway { get; init; } = "mesh";

    /// <summary>The port that a request means whose Host header names none.</summary>
    public int Port { get; init; } = 80;

    /// <summary>Pods take mutual TLS alone, and the mesh does not choose it by itself.</summary>
    public bool StrictMutual { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Labels of the pod that the requests come from.</summary>
    public IReadOnlyDictionary<string, string> ClientLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Who signs the status of routes.</summary>
    public string ControllerName { get; init; } = "gateway.example.com/double";

    /// <summary>How long the controller takes to accept a changed route, which is not obeyed before.</summary>
    public TimeSpan AcceptDelay { get; init; }
}
