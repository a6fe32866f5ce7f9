namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>How far a rolling update may go in one step.</summary>
internal static class RollingMath
{
    /// <summary>The size the ReplicaSet of the current template may have now, given all pods wished for.</summary>
    public static int NewSize(DeploymentSpec spec, int wishedInAll, int wishedNew)
    {
        if (!spec.Rolling)
        {
            return spec.Replicas;
        }

        if (wishedInAll >= spec.MaxReplicas)
        {
            return wishedNew;
        }

        return wishedNew + Math.Min(spec.MaxReplicas - wishedInAll, spec.Replicas - wishedNew);
    }

    /// <summary>How many pods of old ReplicaSets may go at all.</summary>
    public static int MostScaledDown(DeploymentSpec spec, int wishedInAll, ReplicaSetState current) =>
        wishedInAll - spec.MinAvailable - (current.Wished - current.Available);

    /// <summary>Pods that are available and stay: a status that is behind still counts those that are on their way out.</summary>
    public static int Serving(IEnumerable<ReplicaSetState> sets) => sets.Sum(s => Math.Min(s.Available, s.Wished));

    /// <summary>New sizes by which old ReplicaSets lose pods that serve nobody, oldest first.</summary>
    public static IReadOnlyList<SizeChange> DropUnhealthy(IEnumerable<ReplicaSetState> old, int most)
    {
        var changes = new List<SizeChange>();
        foreach (var set in old.OrderBy(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal))
        {
            var dropped = Math.Min(most, set.Wished - set.Available);
            if (most > 0 && set.Wished > 0 && dropped > 0)
            {
                most -= dropped;
                changes.Add(new SizeChange(set, set.Wished - dropped));
            }
        }

        return changes;
    }

    /// <summary>New sizes by which old ReplicaSets lose pods that the others can replace now, oldest first.</summary>
    public static IReadOnlyList<SizeChange> DropReplaced(DeploymentSpec spec, int servingInAll, IEnumerable<ReplicaSetState> old)
    {
        var left = servingInAll - spec.MinAvailable;
        var changes = new List<SizeChange>();
        foreach (var set in old.OrderBy(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal))
        {
            var dropped = Math.Min(left, set.Wished);
            if (dropped > 0)
            {
                left -= dropped;
                changes.Add(new SizeChange(set, set.Wished - dropped));
            }
        }

        return changes;
    }
}
