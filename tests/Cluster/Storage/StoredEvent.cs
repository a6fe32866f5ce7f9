using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Storage;

/// <summary>One change. Previous is what was there before, so that a selector can see an object come or go.</summary>
internal sealed record StoredEvent(string Type, JsonObject Object, JsonObject? Previous, long Version, DateTimeOffset At)
{
    private volatile byte[]? written;

    /// <summary>The object as JSON text, written once for all who watch.</summary>
    public byte[] Bytes => written ??= JsonText.Bytes(Object);

    /// <summary>The text goes; it is written anew for whoever comes this late.</summary>
    public void Unwrite() => written = null;
}
