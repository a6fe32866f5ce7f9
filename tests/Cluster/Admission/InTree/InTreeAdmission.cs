using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>The admission the server does itself.</summary>
internal sealed class InTreeAdmission(ObjectStore store, Access.RbacAuthorizer authorizer)
{
    private static readonly GroupResource Namespaces = new("", "namespaces");

    public void CheckLifecycle(ResourceRequest request, string operation, JsonObject? created)
    {
        if (operation == "DELETE" && request.Kind is { Group: "", Kind: "Namespace" } && request.Name is "default" or "kube-system" or "kube-public")
        {
            throw Refusals.Forbidden(request.Kind, request.Name!, "this namespace may not be deleted");
        }

        if (operation != "CREATE" || request.Namespace is not { } name || request.Subresource is not null)
        {
            return;
        }

        var ns = store.Get(Namespaces, null, name) ?? throw Refusals.NotFound(new("", "v1", "namespaces", "Namespace"), name);
        if (ns.BeingDeleted())
        {
            throw Terminating(request, name, created.Text("metadata", "name") ?? "");
        }
    }

    public void Mutate(ResourceRequest request, string operation, JsonObject current)
    {
        if (request.Subresource is not null)
        {
            return;
        }

        if (request.Kind is { Group: "", Kind: "Pod" } && operation == "CREATE")
        {
            PriorityAdmission.Apply(store, request, current);
            PodTolerations.Apply(current);
            LimitRangeAdmission.Default(store, request, current);
            ServiceAccountAdmission.Apply(store, request, current);
        }
    }

    public void Validate(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old)
    {
        if (changed is null || request.Subresource is not null)
        {
            return;
        }

        EscalationCheck.Validate(store, authorizer, request, changed, old);
        LimitRangeAdmission.Validate(store, request, operation, changed);
        PodSecurityAdmission.Validate(store, request, operation, changed, old);
    }

    public void Spend(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old) =>
        QuotaAdmission.Spend(store, request, operation, changed, old);

    private static ApiException Terminating(ResourceRequest request, string ns, string name)
    {
        var details = Refusals.Details(request.Kind, request.Kind.Plural, name);
        details["causes"] = new JsonArray(new JsonObject { ["reason"] = "NamespaceTerminating", ["message"] = $"namespace {ns} is being terminated", ["field"] = "metadata.namespace" });
        var subject = name.Length > 0 ? $"{request.Kind.QualifiedResource} \"{name}\"" : request.Kind.QualifiedResource;
        return new ApiException(403, "Forbidden", $"{subject} is forbidden: unable to create new content in namespace {ns} because it is being terminated", details);
    }
}
