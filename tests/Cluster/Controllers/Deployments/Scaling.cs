namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>What a changed spec.replicas does to the ReplicaSets, without rolling anything.</summary>
internal static class Scaling
{
    public static bool IsScaled(DeploymentSpec spec, IEnumerable<ReplicaSetState> sets) =>
        sets.Any(s => s.Wished > 0 && s.DesiredBefore is { } before && before != spec.Replicas);

    /// <summary>The only ReplicaSet with pods, or if none has any the current template's, or the youngest. Null if several have.</summary>
    public static ReplicaSetState? ActiveOrLatest(ReplicaSetState? current, IReadOnlyList<ReplicaSetState> old)
    {
        List<ReplicaSetState> all = current is null ? [.. old] : [.. old, current];
        var active = all.Where(s => s.Wished > 0).ToList();
        return active.Count switch
        {
            0 => current ?? old.OrderByDescending(s => s.Created).ThenByDescending(s => s.Name, StringComparer.Ordinal).FirstOrDefault(),
            1 => active[0],
            _ => null,
        };
    }

    public static bool IsSaturated(DeploymentSpec spec, ReplicaSetState? current) =>
        current is not null && current.Wished == spec.Replicas && current.DesiredBefore == spec.Replicas && current.Available == spec.Replicas;

    /// <summary>New sizes of all ReplicaSets with pods, in proportion to what they have; the largest takes what rounding leaves.</summary>
    public static IReadOnlyList<SizeChange> Proportional(DeploymentSpec spec, int statusReplicas, IEnumerable<ReplicaSetState> sets)
    {
        var active = sets.Where(s => s.Wished > 0).ToList();
        var allowed = spec.Replicas > 0 ? spec.MaxReplicas : 0;
        var toAdd = allowed - active.Sum(s => s.Wished);
        var ordered = Order(active, toAdd);
        var added = 0;
        var sizes = new List<SizeChange>();
        foreach (var set in ordered)
        {
            var share = Share(spec, statusReplicas, set, toAdd, added);
            added += share;
            sizes.Add(new SizeChange(set, set.Wished + share));
        }

        if (toAdd != 0 && sizes.Count > 0)
        {
            sizes[0] = sizes[0] with { Size = Math.Max(0, sizes[0].Size + toAdd - added) };
        }

        return sizes;
    }

    private static List<ReplicaSetState> Order(List<ReplicaSetState> active, int toAdd) => toAdd switch
    {
        > 0 => [.. active.OrderByDescending(s => s.Wished).ThenByDescending(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal)],
        < 0 => [.. active.OrderByDescending(s => s.Wished).ThenBy(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal)],
        0 => active,
    };

    private static int Share(DeploymentSpec spec, int statusReplicas, ReplicaSetState set, int toAdd, int added)
    {
        if (set.Wished == 0 || toAdd == 0 || toAdd == added)
        {
            return 0;
        }

        var fraction = Fraction(spec, statusReplicas, set);
        return toAdd > 0 ? Math.Min(fraction, toAdd - added) : Math.Max(fraction, toAdd - added);
    }

    private static int Fraction(DeploymentSpec spec, int statusReplicas, ReplicaSetState set)
    {
        if (spec.Replicas == 0)
        {
            return -set.Wished;
        }

        var before = set.MaxBefore is { } max and not 0 ? max : statusReplicas;
        return before == 0 ? 0 : (int)Math.Round((double)set.Wished * spec.MaxReplicas / before, MidpointRounding.AwayFromZero) - set.Wished;
    }
}
