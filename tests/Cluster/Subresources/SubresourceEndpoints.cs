using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>What is under an object besides its status.</summary>
internal sealed class SubresourceEndpoints(ScaleEndpoint scale, PodEndpoints pods, PodExec exec, TokenEndpoint token, RequestPipeline pipeline)
{
    public Task AnswerAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target, string verb) => (target.Subresource, context.Request.Method) switch
    {
        ("scale", "GET" or "PUT" or "PATCH") => scale.AnswerAsync(context, who, kind, target),
        ("token", "POST") => token.AnswerAsync(context, who, target),
        ("log", "GET") => pods.LogAsync(context, target),
        ("exec", "GET") => exec.AnswerAsync(context, target),
        ("binding", "POST") => pods.BindAsync(context, who, kind, target),
        ("eviction", "POST") => pods.EvictAsync(context, who, kind, target),
        ("finalize", "PUT") => FinalizeAsync(context, who, kind, target),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private async Task FinalizeAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var body = await BodyReader.ObjectAsync(context, kind.Kind, []);
        var request = new ResourceRequest(kind, null, target.Name, "finalize", who, QueryOptions.Write(context));
        await Reply.JsonAsync(context, 200, await pipeline.UpdateAsync(request, body, context.RequestAborted));
    }
}
