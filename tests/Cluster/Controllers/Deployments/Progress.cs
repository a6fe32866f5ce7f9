using CanaryMesh.Cluster.Controllers.Objects;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>Whether a roll is done, goes on, or has taken too long.</summary>
internal static class Progress
{
    public static bool IsComplete(DeploymentSpec spec, long generation, DeploymentStatus status) =>
        status.Updated == spec.Replicas && status.Replicas == spec.Replicas && status.Available == spec.Replicas
        && status.ObservedGeneration >= generation;

    /// <summary>The status with its Progressing condition judged anew.</summary>
    public static DeploymentStatus Judge(
        DeploymentSpec spec, long generation, string subject, DeploymentStatus before, DeploymentStatus counted, DateTimeOffset now)
    {
        if (spec.ProgressDeadline is not { } deadline)
        {
            return counted with { Conditions = counted.Conditions.Without(DeploymentCondition.Progressing) };
        }

        var current = before.Conditions.Find(DeploymentCondition.Progressing);
        if (counted.Replicas == counted.Updated && current?.Reason == DeploymentCondition.Complete)
        {
            return counted;
        }

        if (IsComplete(spec, generation, counted))
        {
            return Put(counted, Say("True", DeploymentCondition.Complete, $"{subject} has successfully progressed."), now);
        }

        if (HasMoved(before, counted))
        {
            var moved = Say("True", "ReplicaSetUpdated", $"{subject} is progressing.");
            var since = current?.Status == "True" ? current.Changed : null;
            var without = counted with { Conditions = counted.Conditions.Without(DeploymentCondition.Progressing) };
            return Put(without, moved with { Changed = since }, now);
        }

        return IsOverdue(counted, deadline, now)
            ? Put(counted, Say("False", DeploymentCondition.TimedOut, $"{subject} has timed out progressing."), now)
            : counted;
    }

    /// <summary>When to look again for a roll that may be stuck; null if that cannot be.</summary>
    public static TimeSpan? LookAgain(DeploymentSpec spec, long generation, DeploymentStatus status, DateTimeOffset now)
    {
        var current = status.Conditions.Find(DeploymentCondition.Progressing);
        if (spec.ProgressDeadline is not { } deadline || current is null || current.Reason == DeploymentCondition.TimedOut
            || IsComplete(spec, generation, status))
        {
            return null;
        }

        var left = (Clock.Parse(current.Updated) ?? now).AddSeconds(deadline) - now;
        return (left > TimeSpan.Zero ? left : TimeSpan.Zero) + TimeSpan.FromMilliseconds(200);
    }

    private static DeploymentCondition Say(string status, string reason, string message) =>
        new(DeploymentCondition.Progressing, status, reason, message);

    private static DeploymentStatus Put(DeploymentStatus status, DeploymentCondition condition, DateTimeOffset now) =>
        status with { Conditions = status.Conditions.With(condition, now) };

    private static bool HasMoved(DeploymentStatus before, DeploymentStatus counted) =>
        counted.Updated > before.Updated
        || counted.Replicas - counted.Updated < before.Replicas - before.Updated
        || counted.Ready > before.Ready
        || counted.Available > before.Available;

    private static bool IsOverdue(DeploymentStatus status, int deadline, DateTimeOffset now)
    {
        var current = status.Conditions.Find(DeploymentCondition.Progressing);
        if (current is null || current.Reason == DeploymentCondition.Complete)
        {
            return false;
        }

        return current.Reason == DeploymentCondition.TimedOut
            || (Clock.Parse(current.Updated) is { } since && since.AddSeconds(deadline) < now);
    }
}
