using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container's status as JSON.</summary>
internal static class ContainerStatusText
{
    public static JsonNode Write(ContainerView view)
    {
        var status = new JsonObject
        {
            ["name"] = view.Name,
            ["state"] = Phase(view.Phase),
            ["lastState"] = view.Last is { } last ? Phase(last) : new JsonObject(),
            ["ready"] = view.IsReady,
            ["restartCount"] = view.Restarts,
            ["image"] = view.Image,
            ["imageID"] = view.ImageId,
            ["started"] = view.IsStarted,
        };
        if (view.ContainerId.Length > 0)
        {
            status["containerID"] = view.ContainerId;
        }

        return status;
    }

    private static JsonObject Phase(ContainerPhase phase) => phase switch
    {
        ContainerPhase.Waiting waiting => new() { ["waiting"] = With(new() { ["reason"] = waiting.Reason }, waiting.Message) },
        ContainerPhase.Running running => new() { ["running"] = new JsonObject { ["startedAt"] = Timestamps.Seconds(running.Since) } },
        ContainerPhase.Terminated ended => new() { ["terminated"] = Terminated(ended) },
        _ => throw new InvalidOperationException("A container is in none of its three states."),
    };

    private static JsonObject Terminated(ContainerPhase.Terminated ended)
    {
        var result = With(new() { ["exitCode"] = ended.Code, ["reason"] = ended.Reason }, ended.Message);
        result["startedAt"] = ended.Since is { } since ? Timestamps.Seconds(since) : null;
        result["finishedAt"] = ended.At is { } at ? Timestamps.Seconds(at) : null;
        if (ended.ContainerId.Length > 0)
        {
            result["containerID"] = ended.ContainerId;
        }

        return result;
    }

    private static JsonObject With(JsonObject state, string? message)
    {
        if (message is { Length: > 0 })
        {
            state["message"] = message;
        }

        return state;
    }
}
