using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>pods/exec over a WebSocket, as kubectl asks for it; without a terminal.</summary>
internal sealed class PodExec(RequestPipeline pipeline, ClusterHooks hooks)
{
    private const string Protocol = "v5.channel.k8s.io";

    public async Task AnswerAsync(HttpContext context, ApiPath target)
    {
        var pod = pipeline.Get(new ResourceKind("", "v1", "pods", "Pod"), target.Namespace, target.Name!);
        var query = context.Request.Query;
        var container = PodLogs.Container(pod, query["container"]);
        string[] command = [.. query["command"].OfType<string>()];
        Check(context, command);
        var node = hooks.Commands ?? throw new ApiException(500, "InternalError", "Internal error occurred: no node runs here");
        using var process = await node.StartAsync(target.Namespace!, target.Name!, container, command)
            ?? throw new ApiException(500, "InternalError", $"Internal error occurred: unable to upgrade connection: container not found (\"{container}\")", new JsonObject());
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        using var stream = new ExecStream(socket, process);
        await stream.RunAsync(QueryValues.Flag(query, "stdin") == true, context.RequestAborted);
    }

    private static void Check(HttpContext context, string[] command)
    {
        if (command.Length == 0)
        {
            throw Refusals.BadRequest("you must specify at least one command for the container");
        }

        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            throw Refusals.BadRequest("Upgrade request required");
        }

        if (QueryValues.Flag(context.Request.Query, "tty") == true)
        {
            throw Refusals.BadRequest("this node has no terminals");
        }
    }
}
