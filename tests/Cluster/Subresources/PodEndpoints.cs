using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>pods/log, pods/binding and pods/eviction.</summary>
internal sealed class PodEndpoints(RequestPipeline pipeline, Eviction eviction, ClusterHooks hooks)
{
    public async Task LogAsync(HttpContext context, ApiPath target)
    {
        var kind = new ResourceKind("", "v1", "pods", "Pod");
        var pod = pipeline.Get(kind, target.Namespace, target.Name!);
        var query = context.Request.Query;
        var container = PodLogs.Container(pod, query["container"]);
        PodLogs.CheckStarted(pod, container);
        var tail = int.TryParse(query["tailLines"], NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : (int?)null;
        var follow = (string?)query["follow"] is "true" or "1";
        var previous = (string?)query["previous"] is "true" or "1";
        var logs = hooks.Logs ?? throw new ApiException(500, "InternalError", "Internal error occurred: no node runs here");
        await using var stream = await logs.ReadAsync(target.Namespace!, target.Name!, container, follow, tail, previous, context.RequestAborted)
            ?? (PodLogs.Runs(pod, container) && !previous ? Stream.Null : null)
            ?? throw Refusals.BadRequest(previous
                ? $"previous terminated container \"{container}\" in pod \"{target.Name}\" not found"
                : $"container \"{container}\" in pod \"{target.Name}\" is waiting to start: ContainerCreating");
        context.Response.StatusCode = 200;
        context.Response.ContentType = "text/plain";
        await PodLogs.CopyAsync(stream, context);
    }

    public async Task BindAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var body = await BodyReader.ObjectAsync(context, "Binding", []);
        await pipeline.BindAsync(new ResourceRequest(kind, target.Namespace, target.Name, "binding", who, QueryOptions.Write(context)), body, context.RequestAborted);
        var status = StatusBody.Success([]);
        status.Remove("details");
        status["code"] = 201;
        await Reply.JsonAsync(context, 201, status);
    }

    public async Task EvictAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var body = await BodyReader.ObjectAsync(context, "Eviction", []);
        var options = QueryOptions.Write(context);
        var dry = options.DryRun || body.Array("deleteOptions", "dryRun") is { Count: > 0 };
        await eviction.EvictAsync(new ResourceRequest(kind, target.Namespace, target.Name, "eviction", who, options with { DryRun = dry }), body, context.RequestAborted);
        var status = StatusBody.Success([]);
        status.Remove("details");
        status["code"] = 201;
        await Reply.JsonAsync(context, 201, status);
    }
}
