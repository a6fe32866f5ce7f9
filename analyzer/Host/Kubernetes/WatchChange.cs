using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>One difference between two snapshots of a cache. The objects are shared: never change them.</summary>
internal sealed record WatchChange(WatchChangeType Type, JsonObject? Old, JsonObject? New)
{
    /// <summary>The newest form that was seen.</summary>
    public JsonObject Object => New ?? Old!;

    public string Namespace => ObjectKey.Of(Object)?.Namespace ?? "";

    public string Name => ObjectKey.Of(Object)?.Name ?? "";
}
