using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The newest form of each Canary that we have written: a watch may lag behind our own write, and a tick that reads the record
/// before its predecessor's would count a check twice. And the end of a trial that was decided and could not be written yet.</summary>
internal sealed class StatusMemory
{
    private readonly ConcurrentDictionary<RolloutKey, JsonObject> _written = new();
    private readonly ConcurrentDictionary<RolloutKey, RolloutStatus> _decided = new();

    public void Wrote(RolloutKey key, JsonObject canary) => _written[key] = canary;

    public void Decided(RolloutKey key, RolloutStatus decision) => _decided[key] = decision;

    public void Undecided(RolloutKey key) => _decided.TryRemove(key, out _);

    /// <summary>What is recorded, or the decision that ended the very trial that the record still shows.</summary>
    public RolloutStatus Standing(RolloutKey key, RolloutStatus recorded)
    {
        if (_decided.TryGetValue(key, out var decision))
        {
            if (recorded.Phase is RolloutPhase.Progressing && recorded.TrialStartedAt == decision.TrialStartedAt)
            {
                return decision;
            }

            Undecided(key);
        }

        return recorded;
    }

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
