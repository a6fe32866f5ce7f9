using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What keeps pods of a copy from being ready and may still pass, in the cluster's own words: not made, not scheduled, not started, not
/// ready. The first that holds is the cause of those after it.</summary>
internal static class CopyObstacles
{
    // Of a pod that just starts there is nothing to say.
    private static readonly string[] Starting = ["ContainerCreating", "PodInitializing"];

    public static PodFailure? Of(IEnumerable<JsonObject> sets, IReadOnlyList<PodView> pods)
    {
        var waiting = pods.Where(pod => pod is { Deleting: false, Ready: false }).OrderBy(pod => pod.Name, StringComparer.Ordinal).ToList();
        return sets.Select(NotMade).FirstOrDefault(each => each is not null)
            ?? waiting.Select(NotScheduled).FirstOrDefault(each => each is not null)
            ?? waiting.SelectMany(Containers).FirstOrDefault(each => each is not null);
    }

    private static PodFailure? NotMade(JsonObject set) =>
        (set.Number("spec", "replicas") ?? 1) > 0 && Condition(set, "ReplicaFailure", "True") is { } condition && condition.Text("reason") == "FailedCreate"
            ? new(RolloutReason.CopyNotAdmitted, $"the cluster admits no further pod of the copy: {CopyObstacleText.Of(condition.Text("message"))}")
            : null;

    private static PodFailure? NotScheduled(PodView pod) =>
        Condition(pod.Raw, "PodScheduled", "False") is { } condition
            ? new(RolloutReason.CopyUnschedulable, $"no node takes pod {pod.Name}: {CopyObstacleText.Of(condition.Text("message") ?? condition.Text("reason"))}")
            : null;

    private static IEnumerable<PodFailure?> Containers(PodView pod) =>
        pod.Raw.Objects("status", "initContainerStatuses").Concat(pod.Raw.Objects("status", "containerStatuses"))
            .Where(status => status.Text("name") != Installation.ProxyContainer && !status.Flag("ready"))
            .Select(status => NotStarted(pod, status));

    private static PodFailure? NotStarted(PodView pod, JsonObject status)
    {
        var state = (status.Text("state", "waiting", "reason"), Ended(status)) switch
        {
            ({ } reason, _) when !Starting.Contains(reason) && reason != "CrashLoopBackOff" => $"{reason}: {CopyObstacleText.Of(status.Text("state", "waiting", "message"))}",
            (_, { } ended) => ended,
            _ when status.At("state", "running") is not null => "runs and is not ready",
            _ => null,
        };
        return state is null ? null : new(RolloutReason.WaitingForCopy, $"container {status.Text("name")} of pod {pod.Name} {state}");
    }

    private static string? Ended(JsonObject status)
    {
        var ended = status.At("state", "terminated") ?? status.At("lastState", "terminated");
        return ended.Number("exitCode") is { } code and not 0
            ? $"ended with exit code {code}{(ended.Text("reason") is { } reason and not "Error" ? $" ({reason})" : "")}, {status.Number("restartCount") ?? 0} restarts"
            : null;
    }

    private static JsonObject? Condition(JsonObject thing, string type, string value) =>
        thing.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == type && each.Text("status") == value);
}
