using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Admission;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Discovery;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Http;

/// <summary>Every HTTP request: who, may they, and then what.</summary>
internal sealed class RequestHandler(Authenticator authenticator, RbacAuthorizer authorizer, KindRegistry kinds, DiscoveryPages pages, ObjectEndpoints objects)
{
    private readonly Impersonation impersonation = new(authorizer);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (ApiException refusal)
        {
            await RefuseAsync(context, refusal);
        }
        catch (PatchException fault)
        {
            await RefuseAsync(context, PatchFaults.Refusal(fault));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, Denials.Internal(fault.Message));
        }
    }

    private static async Task RefuseAsync(HttpContext context, ApiException refusal)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (refusal.Code is 504 or 429 && refusal.Details?["retryAfterSeconds"] is { } after)
        {
            context.Response.Headers.RetryAfter = after.ToString();
        }

        await Reply.JsonAsync(context, refusal.Code, StatusBody.Failure(refusal));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var who = authenticator.Authenticate(context);
        who = impersonation.Resolve(who, context.Request.Headers);
        var path = context.Request.Path.Value ?? "/";
        if (ApiPath.Parse(path) is { } target)
        {
            await OnObjectsAsync(context, who, target);
            return;
        }

        var decision = authorizer.Decide(who, new AccessRequest(context.Request.Method.ToLowerInvariant(), "", "", null, null, null, path));
        if (!decision.Allowed)
        {
            throw Denied($"forbidden: User \"{who.User}\" cannot {context.Request.Method.ToLowerInvariant()} path \"{path}\"", decision, []);
        }

        await pages.AnswerAsync(context, path);
    }

    private async Task OnObjectsAsync(HttpContext context, Identity who, ApiPath target)
    {
        var query = context.Request.Query;
        var watch = QueryValues.Flag(query, "watch") == true;
        var verb = Verbs.Of(context.Request.Method, target.Name is not null, watch && target.Name is null);
        Authorize(who, target, verb, query);
        if (target is { Group: "", Plural: "pods", Subresource: "exec" } && verb == "get")
        {
            // A WebSocket can only be asked for with GET; to run a command is more than reading all the same.
            Authorize(who, target, "create", query);
        }

        if (target.Group.Length > 0 && kinds.Find(target.Group, target.Version, target.Plural) is null && kinds.All.All(k => k.Group != target.Group || k.Defined))
        {
            await Reply.TextAsync(context, 404, "404 page not found\n");
            return;
        }

        var kind = kinds.Find(target.Group, target.Version, target.Plural) ?? throw Refusals.NoSuchResource();
        if (kind.Namespaced == false && target.Namespace is not null && kind.Kind != "Namespace")
        {
            throw Refusals.NoSuchResource();
        }

        await objects.AnswerAsync(context, who, kind, target, verb);
    }

    private void Authorize(Identity who, ApiPath target, string verb, IQueryCollection query)
    {
        var name = target.Name ?? (verb is "list" or "watch" or "deletecollection" ? SelectedName(query) : null);
        var ns = target is { Plural: "namespaces", Group: "" } ? target.Name : target.Namespace;
        var request = new AccessRequest(verb, target.Group, target.Plural, target.Subresource, ns, name);
        var decision = authorizer.DecideRequest(who, request);
        if (!decision.Allowed)
        {
            throw AccessRefusal(who, target, request, decision);
        }
    }

    public static ApiException AccessRefusal(Identity who, ApiPath target, AccessRequest request, AccessDecision decision)
    {
        var qualified = target.Group.Length == 0 ? target.Plural : $"{target.Plural}.{target.Group}";
        var subject = target.Name is { } n ? $"{qualified} \"{n}\"" : qualified;
        var where = target.Namespace is { } ns ? $"in the namespace \"{ns}\"" : "at the cluster scope";
        var details = Refusals.Details(new ResourceKind(target.Group, target.Version, target.Plural, ""), target.Plural, target.Name ?? "");
        return Denied($"{subject} is forbidden: User \"{who.User}\" cannot {request.Verb} resource \"{request.FullResource}\" in API group \"{target.Group}\" {where}", decision, details);
    }

    private static ApiException Denied(string message, AccessDecision decision, JsonObject details) =>
        new(403, "Forbidden", decision.Reason.Length == 0 ? message : $"{message}: {decision.Reason}", details);

    private static string? SelectedName(IQueryCollection query)
    {
        try
        {
            return FieldSelector.Parse(query["fieldSelector"], null).Name;
        }
        catch (ApiException)
        {
            return null;
        }
    }
}
