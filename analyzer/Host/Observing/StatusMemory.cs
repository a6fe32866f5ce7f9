using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The newest form of each Canary that we have written: a watch may lag behind our own write, and a tick that reads the record
/// before its predecessor's would count a check twice.</summary>
internal sealed class StatusMemory
{
    private readonly ConcurrentDictionary<RolloutKey, JsonObject> _written = new();

    public void Wrote(RolloutKey key, JsonObject canary) => _written[key] = canary;

    public void Forget(RolloutKey key) => _written.TryRemove(key, out _);

    public JsonObject Newest(RolloutKey key, JsonObject cached)
    {
        if (!_written.TryGetValue(key, out var written)
            || written.Text("metadata", "uid") != cached.Text("metadata", "uid")
            || Version(cached) >= Version(written))
        {
            Forget(key);
            return cached;
        }

        return written;
    }

    private static ulong Version(JsonObject thing) =>
        ulong.TryParse(thing.Text("metadata", "resourceVersion"), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
