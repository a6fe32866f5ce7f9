using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Reads from memory what a watch keeps fresh. Objects are shared: never change them.</summary>
internal interface IWatchCache
{
    event Action<WatchChange>? OnChange;

    KubeKind Kind { get; }

    /// <summary>Done once the first list is there.</summary>
    Task Synced { get; }

    /// <summary>Whether the API server knows the kind.</summary>
    bool IsServed => true;

    /// <summary>Whether what is not here may be there all the same: the namespace has not been listed yet, since we may not.</summary>
    bool IsRefused(string ns) => false;

    /// <summary>Time since the API server last gave a sign.</summary>
    TimeSpan Staleness { get; }

    IReadOnlyList<JsonObject> All { get; }

    JsonObject? Get(string? ns, string name);

    IReadOnlyList<JsonObject> In(string ns);
}
