using System.Net;

namespace CanaryMesh.Cluster.Network;

/// <summary>Endpoints of one Service port: the present ones, and for a while those taken away.</summary>
internal sealed class EndpointPool(TimeSpan removalDelay, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<IPEndPoint, DateTimeOffset> leaving = [];
    private IPEndPoint[] present = [];
    private volatile IPEndPoint[] usable = [];

    public bool IsEmpty => usable.Length == 0;

    /// <summary>When <see cref="Sweep"/> has something to do next; null if nothing is leaving.</summary>
    public TimeSpan? Set(IReadOnlyCollection<IPEndPoint> endpoints)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + removalDelay;
            foreach (var lost in present.Except(endpoints))
            {
                leaving[lost] = until;
            }

            foreach (var back in endpoints)
            {
                leaving.Remove(back);
            }

            present = [.. endpoints];
            return Publish();
        }
    }

    public TimeSpan? Sweep()
    {
        lock (gate)
        {
            return Publish();
        }
    }

    /// <summary>One endpoint by chance; null if there is none.</summary>
    public IPEndPoint? Pick()
    {
        var choice = usable;
        return choice.Length == 0 ? null : choice[Random.Shared.Next(choice.Length)];
    }

    private TimeSpan? Publish()
    {
        var now = time.GetUtcNow();
        foreach (var gone in leaving.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList())
        {
            leaving.Remove(gone);
        }

        usable = [.. present, .. leaving.Keys];
        return leaving.Count == 0 ? null : leaving.Values.Min() - now;
    }
}
