using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace CanaryMesh.Cluster.Storage;

/// <summary>All objects of one kind, the changes still remembered, and who watches them.</summary>
internal sealed class ResourceShelf
{
    private const int Remembered = 20000;
    private const int Written = 1000;

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

        if (Log.Count > Remembered)
        {
            Oldest = Log[(Remembered / 2) - 1].Version;
            Log.RemoveRange(0, Remembered / 2);
        }

        foreach (var watcher in Watchers)
        {
            watcher.Writer.TryWrite(change);
        }
    }
}
