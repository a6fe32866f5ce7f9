using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.ReplicaSets;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>Runs pods until enough have succeeded or too many have failed.</summary>
internal sealed class JobController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "job-controller");

    private readonly IClusterApi api;
    private readonly TimeProvider time;
    private readonly PodControl control;

    public JobController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.time = time;
        Events = new EventRecorder(api, time, log, "job-controller", Actor);
        control = new PodControl(api, Events, ControllerKind.Job, Actor);
        Loop = new ControlLoop<ObjectKey>("job-controller", 3, time, log, ReconcileAsync);
        feeds.On(Resources.Jobs, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.Pods, OnPod);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    public EventRecorder Events { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Jobs, key.Namespace, key.Name) is not { } job || job.BeingDeleted())
        {
            return;
        }

        var spec = JobSpec.Of(job);
        if (JobStatus.IsFinished(job))
        {
            await ExpireAsync(key, job, spec, cancel);
            return;
        }

        var pods = api.List(Resources.Pods, key.Namespace).Items.Where(p => Owner.IsControlledBy(p, job.Uid())).ToList();
        var counts = JobCounts.Of(job, pods);
        var verdict = JobRules.Judge(spec, counts, ActiveFor(job));
        var refused = await ManageAsync(key, job, pods, verdict is null ? JobRules.WishedActive(spec, counts) : 0, counts, cancel);
        await WriteAsync(job, JobStatus.Write(job, spec, counts, verdict, time.GetUtcNow()), cancel);
        Tell(job, verdict);
        LookAgain(key, job, spec, refused);
    }

    private async Task<bool> ManageAsync(ObjectKey key, JsonObject job, List<JsonObject> pods, int wished, JobCounts counts, CancellationToken cancel)
    {
        var active = pods.Where(PodState.IsActive).ToList();
        if (active.Count > wished)
        {
            return await control.DeleteAsync(job, active.Order(new VictimOrder(time.GetUtcNow(), _ => 0)).Take(active.Count - wished), cancel) is not null;
        }

        if (active.Count == wished)
        {
            return false;
        }

        var pause = Paused(pods, counts);
        if (pause > TimeSpan.Zero)
        {
            Loop.Queue.AddAfter(key, pause);
            return false;
        }

        return await control.CreateAsync(job, () => Build(job), wished - active.Count, cancel) is not null;
    }

    private TimeSpan Paused(List<JsonObject> pods, JobCounts counts)
    {
        var last = pods.Where(p => PodState.Phase(p) == "Failed")
            .SelectMany(p => p.Objects("status", "containerStatuses"))
            .Select(c => Clock.Parse(c.Text("state", "terminated", "finishedAt"))).Max();
        return last is { } ended ? ended + JobRules.Pause(counts.Failed) - time.GetUtcNow() : TimeSpan.Zero;
    }

    private static JsonObject Build(JsonObject job)
    {
        var pod = PodFactory.Build(job, ControllerKind.Job, job.Object("spec", "template") ?? []);
        var labels = pod.Ensure("metadata", "labels");
        foreach (var prefix in new[] { "", "batch.kubernetes.io/" })
        {
            labels[prefix + "controller-uid"] = job.Uid();
            labels[prefix + "job-name"] = job.Name();
        }

        return pod;
    }

    private async Task WriteAsync(JsonObject job, JsonObject status, CancellationToken cancel)
    {
        if (!JsonAccess.Same(job.Object("status"), status))
        {
            var copy = job.Copy();
            copy["status"] = status;
            await api.UpdateAsync(Resources.Jobs, copy, "status", Actor, cancel);
        }
    }

    private async Task ExpireAsync(ObjectKey key, JsonObject job, JobSpec spec, CancellationToken cancel)
    {
        var ended = job.Objects("status", "conditions").Where(c => c.Text("type") is "Complete" or "Failed")
            .Select(c => Clock.Parse(c.Text("lastTransitionTime"))).Max();
        if (spec.KeepFinished is not { } seconds || ended is not { } since)
        {
            return;
        }

        var left = since.AddSeconds(seconds) - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            Loop.Queue.AddAfter(key, left);
            return;
        }

        await api.DeleteAsync(Resources.Jobs, key.Namespace, key.Name, job.Uid(), null, "Foreground", Actor, cancel);
    }

    private TimeSpan ActiveFor(JsonObject job) =>
        Clock.Parse(job.Text("status", "startTime")) is { } start ? time.GetUtcNow() - start : TimeSpan.Zero;

    private void LookAgain(ObjectKey key, JsonObject job, JobSpec spec, bool refused)
    {
        if (spec.ActiveDeadline is { } deadline && !spec.Suspended)
        {
            Loop.Queue.AddAfter(key, TimeSpan.FromSeconds(deadline) - ActiveFor(job) + TimeSpan.FromMilliseconds(50));
        }

        if (refused)
        {
            Loop.Queue.AddAfter(key, TimeSpan.FromSeconds(1));
        }
    }

    private void Tell(JsonObject job, JobVerdict? verdict)
    {
        if (verdict is { Succeeded: true })
        {
            Events.Normal(ControllerKind.Job, job, "Completed", "Job completed");
        }
        else if (verdict is not null)
        {
            Events.Warning(ControllerKind.Job, job, verdict.Reason, verdict.Message);
        }
    }

    private void OnPod(ObjectChange change)
    {
        foreach (var pod in change.Both)
        {
            if (Owner.Controller(pod) is { } owner && owner.Text("kind") == ControllerKind.Job.Kind)
            {
                Loop.Queue.Add(new ObjectKey(pod.Namespace(), owner.Text("name") ?? ""));
            }
        }
    }
}
