using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>The cluster's own parts may do what their roles say, no more.</summary>
internal sealed class ActorCheck(RbacAuthorizer authorizer)
{
    public void Demand(ResourceRequest request, string verb)
    {
        var asked = new AccessRequest(request.Subresource == "binding" ? "create" : verb, request.Kind.Group, request.Kind.Plural, request.Subresource, request.Namespace, request.Name);
        var decision = authorizer.Decide(request.Actor, asked);
        if (!decision.Allowed)
        {
            var target = new ApiPath(request.Kind.Group, request.Kind.Version, request.Namespace, request.Kind.Plural, request.Name, request.Subresource);
            throw RequestHandler.AccessRefusal(request.Actor, target, asked, decision);
        }
    }
}
