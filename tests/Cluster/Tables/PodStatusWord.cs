using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>The STATUS of a pod: Running, Init:0/1, CrashLoopBackOff, Terminating and so on.</summary>
internal static class PodStatusWord
{
    public static string Of(JsonObject pod)
    {
        var word = pod.Text("status", "reason") is { Length: > 0 } reason ? reason : pod.Text("status", "phase") ?? "";
        var initializing = Initializing(pod);
        word = initializing ?? Containers(pod, word);
        return pod.BeingDeleted() ? "Terminating" : word;
    }

    private static string? Initializing(JsonObject pod)
    {
        var specs = pod.Objects("spec", "initContainers").ToList();
        var statuses = pod.Objects("status", "initContainerStatuses").ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var s = statuses[i];
            var sidecar = specs.FirstOrDefault(c => c.Text("name") == s.Text("name")).Text("restartPolicy") == "Always";
            if (s.Number("state", "terminated", "exitCode") == 0 || (sidecar && s.Flag("started") == true))
            {
                continue;
            }

            return s.Object("state", "terminated") is { } ended ? "Init:" + Ended(ended)
                : s.Text("state", "waiting", "reason") is { Length: > 0 } why and not "PodInitializing" ? "Init:" + why
                : $"Init:{i}/{specs.Count}";
        }

        return null;
    }

    private static string Containers(JsonObject pod, string word)
    {
        var running = false;
        foreach (var s in pod.Objects("status", "containerStatuses").Reverse())
        {
            if (s.Text("state", "waiting", "reason") is { Length: > 0 } why)
            {
                word = why;
            }
            else if (s.Object("state", "terminated") is { } ended)
            {
                word = Ended(ended);
            }
            else if (s.Flag("ready") == true && s.Object("state", "running") is not null)
            {
                running = true;
            }
        }

        return word == "Completed" && running ? Ready(pod) ? "Running" : "NotReady" : word;
    }

    private static bool Ready(JsonObject pod) => pod.Objects("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True");

    private static string Ended(JsonObject terminated) => terminated.Text("reason") is { Length: > 0 } reason ? reason
        : terminated.Number("signal") is > 0 and var signal ? $"Signal:{signal}" : $"ExitCode:{terminated.Number("exitCode")}";
}
