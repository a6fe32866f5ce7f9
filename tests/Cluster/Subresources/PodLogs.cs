using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>Which container's log is meant, and whether it has one.</summary>
internal static class PodLogs
{
    public static string Container(JsonObject pod, string? asked)
    {
        List<string> all = [.. pod.Objects("spec", "containers").Select(c => c.Text("name") ?? "")];
        List<string> init = [.. pod.Objects("spec", "initContainers").Select(c => c.Text("name") ?? "")];
        if (string.IsNullOrEmpty(asked))
        {
            var preferred = pod.Text("metadata", "annotations", "kubectl.kubernetes.io/default-container");
            return all.Count == 1 ? all[0] : preferred is not null && all.Contains(preferred) ? preferred
                : throw Refusals.BadRequest($"a container name must be specified for pod {pod.Name()}, choose one of: [{string.Join(' ', all)}]"
                    + (init.Count > 0 ? $" or one of the init containers: [{string.Join(' ', init)}]" : ""));
        }

        return all.Contains(asked) || init.Contains(asked) ? asked : throw Refusals.BadRequest($"container {asked} is not valid for pod {pod.Name()}");
    }

    public static void CheckStarted(JsonObject pod, string container)
    {
        var status = pod.Objects("status", "containerStatuses").Concat(pod.Objects("status", "initContainerStatuses")).FirstOrDefault(s => s.Text("name") == container);
        if (status.Object("state", "waiting") is { } waiting && status.Object("lastState", "terminated") is null)
        {
            throw Refusals.BadRequest($"container \"{container}\" in pod \"{pod.Name()}\" is waiting to start: {waiting.Text("message") ?? waiting.Text("reason")}");
        }
    }

    /// <summary>A container that runs has a log, be it empty.</summary>
    public static bool Runs(JsonObject pod, string container) => pod.Objects("status", "containerStatuses").Concat(pod.Objects("status", "initContainerStatuses"))
        .Any(s => s.Text("name") == container && s.Object("state", "running") is not null);

    public static async Task CopyAsync(Stream log, HttpContext context)
    {
        var buffer = new byte[16384];
        int read;
        while ((read = await log.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
