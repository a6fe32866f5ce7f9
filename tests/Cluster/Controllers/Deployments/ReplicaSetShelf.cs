using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>The ReplicaSets of one Deployment during one round.</summary>
internal sealed class ReplicaSetShelf(DeploymentBench bench, DeploymentRecord record, IEnumerable<ReplicaSetState> claimed, CancellationToken cancel)
{
    private readonly List<ReplicaSetState> sets =
        [.. claimed.OrderBy(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal)];

    private string? currentUid;

    public IReadOnlyList<ReplicaSetState> All => sets;

    public ReplicaSetState? Current => sets.Find(s => s.Uid == currentUid);

    public IReadOnlyList<ReplicaSetState> Old => sets.FindAll(s => s.Uid != currentUid);

    private JsonObject? Template => record.Object.Object("spec", "template");

    public void FindCurrent() => currentUid = sets.Find(s => PodTemplate.Same(s.Source.Object("spec", "template"), Template))?.Uid;

    /// <summary>The ReplicaSet of the current template, made if wished, with revision and notes up to date.</summary>
    public async Task<ReplicaSetState?> SyncRevisionAsync(bool create)
    {
        FindCurrent();
        var revision = Old.Select(s => s.Revision).DefaultIfEmpty(0).Max() + 1;
        if (Current is { } current)
        {
            return await RenewAsync(current, revision);
        }

        return create ? await CreateAsync(revision) : null;
    }

    public async Task ResizeAsync(IEnumerable<SizeChange> changes)
    {
        foreach (var change in changes.ToList())
        {
            await ResizeAsync(change);
        }
    }

    public async Task<bool> ResizeIfOtherAsync(ReplicaSetState set, int size)
    {
        if (set.Wished == size)
        {
            return false;
        }

        await ResizeAsync(new SizeChange(set, size));
        return true;
    }

    public async Task ResizeAsync(SizeChange change)
    {
        var (set, size) = change;
        if (set.Wished == size && Annotations.ReplicasAreCurrent(set, record.Spec))
        {
            return;
        }

        var copy = set.Source.Copy();
        copy.Ensure("spec")["replicas"] = size;
        Annotations.SetReplicas(copy, record.Spec);
        await PutAsync(copy);
        if (set.Wished != size)
        {
            TellScaled(set.Name, set.Wished, size);
        }
    }

    /// <summary>Deletes the oldest ReplicaSets without pods beyond the history wished for.</summary>
    public async Task CleanUpAsync()
    {
        var alive = Old.Where(s => !s.BeingDeleted).OrderBy(s => s.Revision).ToList();
        var surplus = record.Spec.HistoryLimit is { } limit ? alive.Count - limit : 0;
        foreach (var set in alive.Take(Math.Max(0, surplus)).Where(s => s.Replicas == 0 && s.Wished == 0 && s.Observed))
        {
            await bench.Api.DeleteAsync(
                Resources.ReplicaSets, record.Object.Namespace(), set.Name, set.Uid, null, null, DeploymentBench.Actor, cancel);
        }
    }

    /// <summary>Why pods cannot be made or removed, the current ReplicaSet's word first.</summary>
    public DeploymentCondition? Failure()
    {
        var condition = new[] { Current }.Concat(sets).OfType<ReplicaSetState>()
            .SelectMany(s => s.Source.Objects("status", "conditions"))
            .FirstOrDefault(c => c.Text("type") == DeploymentCondition.ReplicaFailure);
        var since = condition.Text("lastTransitionTime");
        return condition is null ? null : DeploymentCondition.Of(condition) with { Updated = since, Changed = since };
    }

    private async Task<ReplicaSetState> RenewAsync(ReplicaSetState current, long revision)
    {
        var copy = current.Source.Copy();
        var renewed = Annotations.Renew(copy, record.Object, revision);
        if (renewed || (copy.Number("spec", "minReadySeconds") ?? 0) != record.Spec.MinReadySeconds)
        {
            SetMinReady(copy.Ensure("spec"));
            return await PutAsync(copy);
        }

        var found = record.Spec.ProgressDeadline is null || record.Status.Conditions.Find(DeploymentCondition.Progressing) is not null
            ? null
            : new DeploymentCondition(DeploymentCondition.Progressing, "True", "FoundNewReplicaSet", $"Found new replica set \"{current.Name}\"");
        await record.ReviseAsync(copy.Text("metadata", "annotations", Annotations.Revision), found);
        return current;
    }

    private async Task<ReplicaSetState> CreateAsync(long revision)
    {
        var body = ReplicaSetPlan.Build(record, sets.Sum(s => s.Wished), revision);
        var (made, isNew) = await MakeAsync(body);
        sets.Add(made);
        currentUid = made.Uid;
        if (isNew && made.Wished > 0)
        {
            TellScaled(made.Name, 0, made.Wished);
        }

        var condition = isNew && record.Spec.ProgressDeadline is not null
            ? new DeploymentCondition(DeploymentCondition.Progressing, "True", "NewReplicaSetCreated", $"Created new replica set \"{made.Name}\"")
            : null;
        await record.ReviseAsync(revision.ToString(CultureInfo.InvariantCulture), condition);
        return made;
    }

    private async Task<(ReplicaSetState Set, bool IsNew)> MakeAsync(JsonObject body)
    {
        try
        {
            var made = await bench.Api.CreateAsync(Resources.ReplicaSets, record.Object.Namespace(), body, DeploymentBench.Actor, cancel);
            return (ReplicaSetState.Of(made), true);
        }
        catch (ApiException e) when (e.Reason == "AlreadyExists")
        {
            if (bench.Api.Get(Resources.ReplicaSets, record.Object.Namespace(), body.Name()) is { } there && IsOurs(there))
            {
                return (ReplicaSetState.Of(there), false);
            }

            await record.WriteAsync(record.Status with { Collisions = (record.Status.Collisions ?? 0) + 1 });
            throw;
        }
        catch (ApiException e) when (e.Code != 409 && !IsTerminating(e))
        {
            await TellNotMadeAsync($"Failed to create new replica set \"{body.Name()}\": {e.Message}");
            throw;
        }
    }

    private bool IsOurs(JsonObject set) =>
        Owner.IsControlledBy(set, record.Object.Uid()) && PodTemplate.Same(set.Object("spec", "template"), Template);

    private static bool IsTerminating(ApiException e) =>
        e.Details.Objects("causes").Any(c => c.Text("reason") == "NamespaceTerminating");

    private async Task TellNotMadeAsync(string message)
    {
        bench.Events.Warning(ControllerKind.Deployment, record.Object, "ReplicaSetCreateError", message);
        if (record.Spec.ProgressDeadline is not null)
        {
            await record.SayAsync(new(DeploymentCondition.Progressing, "False", "ReplicaSetCreateError", message));
        }
    }

    private void SetMinReady(JsonObject spec)
    {
        spec.Remove("minReadySeconds");
        if (record.Spec.MinReadySeconds != 0)
        {
            spec["minReadySeconds"] = record.Spec.MinReadySeconds;
        }
    }

    private async Task<ReplicaSetState> PutAsync(JsonObject changed)
    {
        var stored = ReplicaSetState.Of(await bench.Api.UpdateAsync(Resources.ReplicaSets, changed, null, DeploymentBench.Actor, cancel));
        var index = sets.FindIndex(s => s.Uid == stored.Uid);
        sets[index] = stored;
        return stored;
    }

    private void TellScaled(string name, int from, int to)
    {
        var way = to > from ? "up" : "down";
        var message = string.Create(CultureInfo.InvariantCulture, $"Scaled {way} replica set {name} from {from} to {to}");
        bench.Events.Normal(ControllerKind.Deployment, record.Object, "ScalingReplicaSet", message);
    }
}
