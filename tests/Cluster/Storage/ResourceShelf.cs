using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace CanaryMesh.Cluster.Storage;

/// <summary>All objects of one kind, the changes still remembered, and who watches them.</summary>
internal sealed class ResourceShelf
{
    // A real watch cache keeps what is younger than 75 s, at least 100 changes of a kind, and never more than its capacity.
    private const int Fewest = 100;
    private const int Most = 20000;
    private const int Written = 500;

    // Looked at now and then: what leaves the front moves all the rest.
    private const int TrimEvery = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(75);
    private int untrimmed;

    public SortedDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    public List<StoredEvent> Log { get; } = [];

    public List<Channel<StoredEvent>> Watchers { get; } = [];

    /// <summary>The newest version whose change is forgotten: a watch may begin at it, not before it.</summary>
    public long Oldest { get; set; }

    public void Publish(StoredEvent change)
    {
        Log.Add(change);
        if (Log.Count > Written)
        {
            Log[^(Written + 1)].Unwrite();
        }

        if (++untrimmed >= TrimEvery)
        {
            untrimmed = 0;
            Trim(change.At - Fresh);
        }

        foreach (var watcher in Watchers)
        {
            watcher.Writer.TryWrite(change);
        }
    }

    private void Trim(DateTimeOffset stale)
    {
        var old = 0;
        while (old < Log.Count - Fewest && (Log[old].At < stale || old < Log.Count - Most))
        {
            old++;
        }

        if (old > 0)
        {
            Oldest = Log[old - 1].Version;
            Log.RemoveRange(0, old);
        }
    }
}
