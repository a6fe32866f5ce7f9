using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>The scale of an object: how many copies, wished and seen.</summary>
internal sealed class ScaleEndpoint(RequestPipeline pipeline)
{
    private static readonly ResourceKind ScaleKind = new("autoscaling", "v1", "scales", "Scale");

    public async Task AnswerAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        if (context.Request.Method == "GET")
        {
            await Reply.JsonAsync(context, 200, ScaleView.Of(kind, pipeline.Get(kind, target.Namespace, target.Name!)));
            return;
        }

        var options = QueryOptions.Write(context);
        context.Items[Reply.Warnings] = options.Warnings;
        var request = new ResourceRequest(kind, target.Namespace, target.Name, "scale", who, options);
        var updated = context.Request.Method == "PUT"
            ? await PutAsync(context, request)
            : await PatchAsync(context, request);
        await Reply.JsonAsync(context, 200, ScaleView.Of(kind, updated));
    }

    private async Task<JsonObject> PutAsync(HttpContext context, ResourceRequest request)
    {
        var body = await BodyReader.ObjectAsync(context, "Scale", []);
        return await pipeline.ScaleAsync(request, _ => body, AdmissionOptions.Update(request.Options), context.RequestAborted);
    }

    private async Task<JsonObject> PatchAsync(HttpContext context, ResourceRequest request)
    {
        var (type, patch) = await PatchBody.ReadAsync(context, ScaleKind, []);
        return await pipeline.ScaleAsync(request, old => Patched(type, old, patch), AdmissionOptions.Patch(request.Options), context.RequestAborted);
    }

    private static JsonObject Patched(string type, JsonObject scale, JsonNode? patch) => type == PatchTypes.Json
        ? (JsonObject)JsonPatch.Apply(scale, patch)!
        : (JsonObject)MergePatch.Apply(scale, patch)!;
}
