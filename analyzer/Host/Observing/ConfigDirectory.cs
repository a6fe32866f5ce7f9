using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The cluster's ConfigMaps by the hash of their content, which itself is never kept, and when each changed last.</summary>
internal sealed class ConfigDirectory
{
    /// <summary>A content counts once it has stood so long: one apply often writes several objects.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    // What never stands still must not keep a version from its trial for ever.
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(60);
    private const string ContentHash = "contentHash";
    private static readonly string[] KeptMetadata = ["name", "namespace", "uid", "resourceVersion", "creationTimestamp", "ownerReferences"];
    private readonly ConcurrentDictionary<ObjectKey, (DateTimeOffset First, DateTimeOffset Last)> _changed = new();
    private readonly TimeProvider _time;

    public ConfigDirectory(IWatchCache cache, TimeProvider time)
    {
        Cache = cache;
        _time = time;
        cache.OnChange += Note;
    }

    public IWatchCache Cache { get; }

    /// <summary>What is kept of a ConfigMap: who it is, whose it is, whether it is followed, and the hash of its content.</summary>
    public static JsonObject Project(JsonObject configMap)
    {
        var metadata = new JsonObject(KeptMetadata.Where(name => configMap.At("metadata", name) is not null)
            .Select(name => KeyValuePair.Create(name, configMap.At("metadata", name)?.DeepClone())));
        if (configMap.Label(OurLabels.ManagedBy) is { } owner)
        {
            metadata["labels"] = new JsonObject { [OurLabels.ManagedBy] = owner };
        }

        var isJudged = JudgedMap.IsOurs(configMap);
        if (isJudged || ConfigContent.IsDisabled(configMap))
        {
            metadata["annotations"] = new JsonObject { [AnnotationNames.ConfigTracking] = "disabled" };
        }

        // What is found of a version is written often, and is nobody's configuration.
        return new() { ["metadata"] = metadata, [ContentHash] = isJudged ? "" : ConfigMarker.HashOf(configMap) ?? ConfigContent.Hash(configMap) };
    }

    /// <summary>Hash of a ConfigMap's content; "" if it is not to be followed, null if there is none.</summary>
    public string? Present(string ns, string name) =>
        Cache.Get(ns, name) is not { } found ? null : ConfigContent.IsDisabled(found) ? "" : HashOf(found);

    /// <summary>How long until a ConfigMap counts as settled.</summary>
    public TimeSpan Wait(string ns, string name)
    {
        if (!_changed.TryGetValue(new(ns, name), out var changed))
        {
            return TimeSpan.Zero;
        }

        return Left(changed.First, changed.Last, _time.GetUtcNow());
    }

    /// <summary>How long until what changed first and last at these times counts as settled.</summary>
    public static TimeSpan Left(DateTimeOffset first, DateTimeOffset last, DateTimeOffset now)
    {
        var end = last + Settling < first + LongestSettling ? last + Settling : first + LongestSettling;
        return end > now ? end - now : TimeSpan.Zero;
    }

    /// <summary>Whether a ConfigMap is a snapshot that we made of some content.</summary>
    public static bool IsSnapshot(JsonObject configMap) =>
        configMap.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh && configMap.Text("metadata", "name")?.EndsWith("-" + HashOf(configMap), StringComparison.Ordinal) == true;

    public static string HashOf(JsonObject configMap) => configMap.Text(ContentHash) ?? "";

    private void Note(WatchChange change)
    {
        // What the first list brings has not changed: it was there.
        if (!Cache.Synced.IsCompletedSuccessfully || (change.Old is { } old && change.New is { } @new && HashOf(old) == HashOf(@new)))
        {
            return;
        }

        var key = new ObjectKey(change.Namespace, change.Name);
        if (change.New is null)
        {
            _changed.TryRemove(key, out _);
            return;
        }

        var now = _time.GetUtcNow();
        _changed.AddOrUpdate(key, (now, now), (_, before) => (now - before.Last < Settling ? before.First : now, now));
    }
}
