using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Storage;

/// <summary>Every object of the cluster under one version counter, as etcd keeps them. Stored objects never change.</summary>
internal sealed class ObjectStore(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<GroupResource, ResourceShelf> shelves = [];
    private long version = 1;
    private long forgotten;

    public long Version
    {
        get
        {
            lock (gate)
            {
                return version;
            }
        }
    }

    public JsonObject? Get(GroupResource kind, string? @namespace, string name)
    {
        lock (gate)
        {
            return Shelf(kind).Objects.GetValueOrDefault(Metadata.Key(@namespace, name));
        }
    }

    public ClusterList List(GroupResource kind, string? @namespace)
    {
        lock (gate)
        {
            var all = Shelf(kind).Objects;
            var prefix = @namespace + "/";
            IReadOnlyList<JsonObject> items = @namespace is null
                ? [.. all.Values]
                : [.. all.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(p => p.Value)];
            return new ClusterList(items, version);
        }
    }

    /// <summary>The list as it was at an earlier version; null if that is forgotten.</summary>
    public ClusterList? ListAt(GroupResource kind, string? @namespace, long at)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            if (at < Math.Max(shelf.Oldest, forgotten))
            {
                return null;
            }

            var then = new SortedDictionary<string, JsonObject>(shelf.Objects, StringComparer.Ordinal);
            foreach (var change in Enumerable.Reverse(shelf.Log).TakeWhile(e => e.Version > at))
            {
                Undo(then, change);
            }

            return new ClusterList([.. then.Values.Where(o => @namespace is null || o.Namespace() == @namespace)], at);
        }
    }

    /// <summary>Null if an object of that name is there.</summary>
    public JsonObject? TryCreate(GroupResource kind, JsonObject created)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            var key = Metadata.Key(created.Namespace(), created.Name());
            if (shelf.Objects.ContainsKey(key))
            {
                return null;
            }

            var stored = Stamp(created);
            shelf.Objects[key] = stored;
            shelf.Publish(new StoredEvent("ADDED", stored, null, version, time.GetUtcNow()));
            return stored;
        }
    }

    /// <summary>Null if the object is gone or no longer the expected one.</summary>
    public JsonObject? TryReplace(GroupResource kind, JsonObject expected, JsonObject changed)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            var key = Metadata.Key(expected.Namespace(), expected.Name());
            if (!shelf.Objects.TryGetValue(key, out var current) || !ReferenceEquals(current, expected))
            {
                return null;
            }

            var stored = Stamp(changed);
            shelf.Objects[key] = stored;
            shelf.Publish(new StoredEvent("MODIFIED", stored, current, version, time.GetUtcNow()));
            return stored;
        }
    }

    /// <summary>Null if the object is gone or no longer the expected one; last is what its watchers see of it.</summary>
    public JsonObject? TryDelete(GroupResource kind, JsonObject expected, JsonObject? last = null)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            var key = Metadata.Key(expected.Namespace(), expected.Name());
            if (!shelf.Objects.TryGetValue(key, out var current) || !ReferenceEquals(current, expected))
            {
                return null;
            }

            shelf.Objects.Remove(key);
            var gone = Stamp(last ?? current);
            shelf.Publish(new StoredEvent("DELETED", gone, current, version, time.GetUtcNow()));
            return gone;
        }
    }

    /// <summary>The changes after a version, then those to come. Null if that is too long ago.</summary>
    public Channel<StoredEvent>? Watch(GroupResource kind, long after, out long oldest)
    {
        lock (gate)
        {
            var shelf = Shelf(kind);
            oldest = Math.Max(shelf.Oldest, forgotten);
            if (after < oldest)
            {
                return null;
            }

            var channel = Channel.CreateUnbounded<StoredEvent>();
            foreach (var change in shelf.Log.Where(e => e.Version > after))
            {
                channel.Writer.TryWrite(change);
            }

            shelf.Watchers.Add(channel);
            return channel;
        }
    }

    public void Unwatch(GroupResource kind, Channel<StoredEvent> channel)
    {
        lock (gate)
        {
            Shelf(kind).Watchers.Remove(channel);
        }
    }

    /// <summary>Watches cannot begin before now.</summary>
    public void Forget()
    {
        lock (gate)
        {
            forgotten = version;
        }
    }

    private static void Undo(SortedDictionary<string, JsonObject> then, StoredEvent change)
    {
        var key = Metadata.Key(change.Object.Namespace(), change.Object.Name());
        if (change.Previous is null)
        {
            then.Remove(key);
        }
        else
        {
            then[key] = change.Previous;
        }
    }

    private JsonObject Stamp(JsonObject source)
    {
        version++;
        var copy = source.Copy();
        copy.Meta()["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        return copy;
    }

    private ResourceShelf Shelf(GroupResource kind)
    {
        if (!shelves.TryGetValue(kind, out var shelf))
        {
            shelf = new ResourceShelf();
            shelves[kind] = shelf;
        }

        return shelf;
    }
}
