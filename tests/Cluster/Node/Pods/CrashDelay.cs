namespace CanaryMesh.Cluster.Node;

/// <summary>How long a container that ended waits: not at all the first time, then longer and longer; anew after a long run.</summary>
internal sealed class CrashDelay(TimeSpan first, TimeSpan limit)
{
    private TimeSpan? current;

    /// <summary>The wait before the next start, after a run of this length.</summary>
    public TimeSpan Next(TimeSpan ran)
    {
        if (current is null || ran > limit * 2)
        {
            current = TimeSpan.Zero;
            return TimeSpan.Zero;
        }

        current = current == TimeSpan.Zero ? first : current * 2 > limit ? limit : current * 2;
        return current.Value;
    }
}
