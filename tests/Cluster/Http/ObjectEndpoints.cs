using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Fleeting;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;
using CanaryMesh.Cluster.Subresources;

namespace CanaryMesh.Cluster.Http;

/// <summary>The verbs on objects.</summary>
internal sealed class ObjectEndpoints(
    ObjectStore store, ObjectShape shape, RequestPipeline pipeline, FleetingKinds fleeting, SubresourceEndpoints subresources, RbacAuthorizer authorizer, TimeProvider time, CancellationToken stopping)
{
    private readonly ListReader lists = new(store, shape);
    private readonly WatchStream watches = new(store, shape, stopping);

    public Task AnswerAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target, string verb)
    {
        if (kind.Deprecation is { } deprecation)
        {
            context.Response.Headers.Append("Warning", $"299 - \"{deprecation}\"");
        }

        if (target.Subresource is { } sub && sub != "status")
        {
            return kind.Has(sub) ? subresources.AnswerAsync(context, who, kind, target, verb) : throw Missing(kind, target);
        }

        if (target.Subresource == "status" && (!kind.HasStatus || kind.Fleeting))
        {
            throw Missing(kind, target);
        }

        return (context.Request.Method, target.Name) switch
        {
            ("POST", null) when kind.Fleeting => AskAsync(context, who, kind, target),
            _ when kind.Fleeting => throw Refusals.MethodNotAllowed(),
            ("GET", null) when verb == "watch" => WatchAsync(context, kind, target),
            ("GET" or "HEAD", null) => ListAsync(context, kind, target),
            ("GET" or "HEAD", { } name) => OneAsync(context, kind, 200, shape.Serve(kind, pipeline.Get(kind, Scope(kind, target), name))),
            ("POST", null) when kind.Namespaced && target.Namespace is null => throw Refusals.MethodNotAllowed(),
            ("POST", null) => CreateAsync(context, who, kind, target),
            ("PUT", { }) => UpdateAsync(context, who, kind, target),
            ("PATCH", { }) => PatchAsync(context, who, kind, target),
            ("DELETE", { }) when target.Subresource is null => DeleteAsync(context, who, kind, target),
            ("DELETE", null) when kind is not { Group: "", Kind: "Namespace" } => DeleteManyAsync(context, who, kind, target),
            _ => throw Refusals.MethodNotAllowed(),
        };
    }

    private static ApiException Missing(ResourceKind kind, ApiPath target) => kind.Defined ? Refusals.NotFound(kind, target.Name!) : Refusals.NoSuchResource();

    private static string? Scope(ResourceKind kind, ApiPath target) => kind.Namespaced ? target.Namespace : null;

    private async Task OneAsync(HttpContext context, ResourceKind kind, int code, JsonObject o)
    {
        // A real server's write takes as long as a disk does; by its answer the controllers have begun.
        if (kind.Group == "apps" && !HttpMethods.IsGet(context.Request.Method))
        {
            await Task.Delay(2, context.RequestAborted);
        }

        await Reply.JsonAsync(context, code, Presentation.For(context, kind, time).One(o));
    }

    private Task ListAsync(HttpContext context, ResourceKind kind, ApiPath target)
    {
        var list = lists.List(kind, Scope(kind, target), ListOptions.Parse(context.Request.Query, kind));
        return Reply.JsonAsync(context, 200, Presentation.For(context, kind, time).Many(list));
    }

    private Task WatchAsync(HttpContext context, ResourceKind kind, ApiPath target) =>
        watches.RunAsync(context, kind, Scope(kind, target), ListOptions.Parse(context.Request.Query, kind, watch: true), Presentation.For(context, kind, time).Streamed);

    private async Task AskAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var body = await BodyReader.ObjectAsync(context, kind.Kind, []);
        BodyReader.CheckKind(body, kind.ApiVersion, kind.Kind);
        await Reply.JsonAsync(context, 201, fleeting.Answer(kind, target.Namespace, body, who));
    }

    private async Task CreateAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var options = QueryOptions.Write(context);
        context.Items[Reply.Warnings] = options.Warnings;
        var body = await BodyReader.ObjectAsync(context, kind.Kind, options.Duplicates);
        BodyReader.CheckKind(body, kind.ApiVersion, kind.Kind);
        var created = await pipeline.CreateAsync(new ResourceRequest(kind, Scope(kind, target), null, null, who, options), body, context.RequestAborted);
        await OneAsync(context, kind, 201, shape.Serve(kind, created));
    }

    private async Task UpdateAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var options = QueryOptions.Write(context);
        context.Items[Reply.Warnings] = options.Warnings;
        var body = await BodyReader.ObjectAsync(context, kind.Kind, options.Duplicates);
        BodyReader.CheckKind(body, kind.ApiVersion, kind.Kind);
        var request = new ResourceRequest(kind, Scope(kind, target), target.Name, target.Subresource, who, options);
        var (updated, created) = await pipeline.PutAsync(request, body, () => MayCreate(who, target), context.RequestAborted);
        await OneAsync(context, kind, created ? 201 : 200, shape.Serve(kind, updated));
    }

    private async Task PatchAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var options = QueryOptions.Write(context);
        context.Items[Reply.Warnings] = options.Warnings;
        var (type, patch) = await PatchBody.ReadAsync(context, kind, options.Duplicates);
        QueryOptions.CheckApply(options, type);
        var request = new ResourceRequest(kind, Scope(kind, target), target.Name, target.Subresource, who, options);
        var (patched, created) = await pipeline.PatchAsync(request, type, patch, () => MayCreate(who, target), context.RequestAborted);
        await OneAsync(context, kind, created ? 201 : 200, shape.Serve(kind, patched));
    }

    private void MayCreate(Identity who, ApiPath target)
    {
        var request = new AccessRequest("create", target.Group, target.Plural, null, target.Namespace, target.Name);
        var decision = authorizer.DecideRequest(who, request);
        if (!decision.Allowed)
        {
            throw RequestHandler.AccessRefusal(who, target, request, decision);
        }
    }

    private async Task DeleteAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var how = await BodyReader.DeleteAsync(context);
        var options = QueryOptions.Write(context) with { DryRun = how.DryRun };
        context.Items[Reply.Warnings] = options.Warnings;
        var request = new ResourceRequest(kind, Scope(kind, target), target.Name, null, who, options);
        var (left, gone) = await pipeline.DeleteAsync(request, how.Options, context.RequestAborted);
        if (!gone || kind.AnswersDeleted)
        {
            await OneAsync(context, kind, 200, shape.Serve(kind, left));
            return;
        }

        var details = Refusals.Details(kind, kind.Plural, target.Name!);
        details["uid"] = left.Uid();
        await Reply.JsonAsync(context, 200, StatusBody.Success(details));
    }

    private async Task DeleteManyAsync(HttpContext context, Identity who, ResourceKind kind, ApiPath target)
    {
        var how = await BodyReader.DeleteAsync(context);
        var options = QueryOptions.Write(context) with { DryRun = how.DryRun };
        context.Items[Reply.Warnings] = options.Warnings;
        var list = lists.List(kind, Scope(kind, target), ListOptions.Parse(context.Request.Query, kind));
        foreach (var item in list.Objects("items"))
        {
            var request = new ResourceRequest(kind, item.Namespace(), item.Name(), null, who, options);
            try
            {
                await pipeline.DeleteAsync(request, how.Options, context.RequestAborted);
            }
            catch (ApiException refusal) when (refusal.Code == 404)
            {
            }
        }

        await Reply.JsonAsync(context, 200, Presentation.For(context, kind, time).Many(list));
    }
}
