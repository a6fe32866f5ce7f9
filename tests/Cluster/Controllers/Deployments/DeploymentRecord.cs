using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>The Deployment during one round: its status as last written, and writing it anew.</summary>
internal sealed class DeploymentRecord(DeploymentBench bench, JsonObject found, CancellationToken cancel)
{
    private JsonObject current = found.Copy();

    public JsonObject Object => current;

    public DeploymentSpec Spec { get; } = bench.Mistakes.RollsPaused ? DeploymentSpec.Of(found) with { Paused = false } : DeploymentSpec.Of(found);

    public long Generation => found.Number("metadata", "generation") ?? 0;

    public DeploymentStatus Status { get; private set; } = DeploymentStatus.Of(found);

    private DateTimeOffset Now => bench.Time.GetUtcNow();

    /// <summary>Says that the roll was paused or goes on; a deadline that passed stays said.</summary>
    public async Task NotePauseAsync()
    {
        var progressing = Status.Conditions.Find(DeploymentCondition.Progressing);
        var noted = progressing?.Reason == DeploymentCondition.Paused;
        if (Spec.ProgressDeadline is null || progressing?.Reason == DeploymentCondition.TimedOut || noted == Spec.Paused)
        {
            return;
        }

        await SayAsync(Spec.Paused
            ? new(DeploymentCondition.Progressing, "Unknown", DeploymentCondition.Paused, "Deployment is paused")
            : new(DeploymentCondition.Progressing, "Unknown", "DeploymentResumed", "Deployment is resumed"));
    }

    public Task SayAsync(DeploymentCondition condition) =>
        WriteAsync(Status with { Conditions = Status.Conditions.With(condition, Now) });

    /// <summary>Counts pods, without judging progress.</summary>
    public async Task<TimeSpan?> WriteCountedAsync(ReplicaSetShelf sets)
    {
        await WriteAsync(Counted(sets));
        return null;
    }

    /// <summary>Counts pods and judges how the roll goes.</summary>
    public async Task<TimeSpan?> WriteJudgedAsync(ReplicaSetShelf sets)
    {
        var subject = sets.Current is { } set ? $"ReplicaSet \"{set.Name}\"" : $"Deployment \"{found.Name()}\"";
        var judged = Progress.Judge(Spec, Generation, subject, Status, Counted(sets), Now);
        var failure = sets.Failure();
        judged = judged with
        {
            Conditions = failure is null
                ? judged.Conditions.Without(DeploymentCondition.ReplicaFailure)
                : judged.Conditions.With(failure, Now),
        };
        await WriteAsync(judged);
        return Progress.LookAgain(Spec, Generation, judged, Now);
    }

    /// <summary>Records the revision, which only a status update may carry, and the condition that goes with it.</summary>
    public async Task ReviseAsync(string? revision, DeploymentCondition? condition)
    {
        var annotated = current.Text("metadata", "annotations", Annotations.Revision);
        var wished = condition is null ? Status : Status with { Conditions = Status.Conditions.With(condition, Now) };
        if (revision is null || annotated == revision)
        {
            await WriteAsync(wished);
            return;
        }

        current.Ensure("metadata", "annotations")[Annotations.Revision] = revision;
        await PutAsync(wished);
    }

    public async Task WriteAsync(DeploymentStatus status)
    {
        if (!status.SameAs(Status))
        {
            await PutAsync(status);
        }
    }

    private DeploymentStatus Counted(ReplicaSetShelf sets) => Status.Count(Spec, Generation, sets.All, sets.Current?.Uid, Now);

    private async Task PutAsync(DeploymentStatus status)
    {
        current["status"] = status.ToJson();
        current = (await bench.Api.UpdateAsync(Resources.Deployments, current, "status", DeploymentBench.Actor, cancel)).Copy();
        Status = status;
    }
}
