using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>A Job's status as it is written.</summary>
internal static class JobStatus
{
    public static bool IsFinished(JsonObject job) =>
        job.Objects("status", "conditions").Any(c => c.Text("type") is "Complete" or "Failed" && c.Text("status") == "True");

    public static JsonObject Write(JsonObject job, JobSpec spec, JobCounts counts, JobVerdict? verdict, DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["startTime"] = spec.Suspended ? null : job.Text("status", "startTime") ?? Metadata.Time(now),
            ["ready"] = counts.Ready,
            ["terminating"] = counts.Terminating,
            ["uncountedTerminatedPods"] = new JsonObject(),
        };
        Add(status, "active", counts.Active);
        Add(status, "succeeded", counts.Succeeded);
        Add(status, "failed", counts.Failed);
        var conditions = Conditions(job, spec, verdict, now);
        if (conditions.Count > 0)
        {
            status["conditions"] = new JsonArray([.. conditions]);
        }

        if (verdict is { Succeeded: true })
        {
            status["completionTime"] = Metadata.Time(now);
        }

        if (status["startTime"] is null)
        {
            status.Remove("startTime");
        }

        return status;
    }

    private static List<JsonNode> Conditions(JsonObject job, JobSpec spec, JobVerdict? verdict, DateTimeOffset now)
    {
        var kept = job.Objects("status", "conditions").Select(c => (JsonNode)c.Copy()).ToList();
        var suspended = job.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == "Suspended").Text("status") == "True";
        if (suspended != spec.Suspended)
        {
            kept.RemoveAll(c => c.Text("type") == "Suspended");
            kept.Add(spec.Suspended
                ? Condition("Suspended", "True", "JobSuspended", "Job suspended", now)
                : Condition("Suspended", "False", "JobResumed", "Job resumed", now));
        }

        if (verdict is not null)
        {
            kept.Add(Condition(verdict.Succeeded ? "SuccessCriteriaMet" : "FailureTarget", "True", verdict.Reason, verdict.Message, now));
            kept.Add(Condition(verdict.Succeeded ? "Complete" : "Failed", "True", verdict.Reason, verdict.Message, now));
        }

        return kept;
    }

    private static JsonObject Condition(string type, string status, string reason, string message, DateTimeOffset now) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["lastProbeTime"] = Metadata.Time(now),
        ["lastTransitionTime"] = Metadata.Time(now),
        ["reason"] = reason,
        ["message"] = message,
    };

    private static void Add(JsonObject status, string name, int value)
    {
        if (value != 0)
        {
            status[name] = value;
        }
    }
}
