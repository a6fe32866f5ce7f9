using CanaryMesh.Cluster.Access;

namespace CanaryMesh.Cluster.Admission;

/// <summary>A question to the authorizer, put together step by step in CEL.</summary>
internal sealed record AuthorizerQuery(Func<AccessRequest, bool> Ask, string Group = "", string Resource = "", string? Subresource = null, string? Namespace = null, string? Name = null)
{
    public AuthorizerAnswer Check(string verb) => new(Ask(new AccessRequest(verb, Group, Resource, Subresource, Namespace, Name)));
}
