using System.Collections.Immutable;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>A Deployment's conditions, changed the way its controller changes them.</summary>
internal static class ConditionList
{
    public static DeploymentCondition? Find(this ImmutableList<DeploymentCondition> all, string type) => all.Find(c => c.Type == type);

    public static ImmutableList<DeploymentCondition> Without(this ImmutableList<DeploymentCondition> all, string type) =>
        all.RemoveAll(c => c.Type == type);

    /// <summary>The same status and reason again change nothing; the same status keeps the time of its beginning.</summary>
    public static ImmutableList<DeploymentCondition> With(
        this ImmutableList<DeploymentCondition> all, DeploymentCondition added, DateTimeOffset now)
    {
        var current = all.Find(added.Type);
        if (current is not null && current.Status == added.Status && current.Reason == added.Reason)
        {
            return all;
        }

        var time = Metadata.Time(now);
        var changed = current?.Status == added.Status ? current.Changed : added.Changed ?? time;
        return all.Without(added.Type).Add(added with { Updated = added.Updated ?? time, Changed = changed });
    }
}
