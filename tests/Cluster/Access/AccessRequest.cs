namespace CanaryMesh.Cluster.Access;

/// <summary>A question to the authorizer; Path is set for what is no resource.</summary>
internal sealed record AccessRequest(string Verb, string Group, string Resource, string? Subresource, string? Namespace, string? Name, string? Path = null)
{
    public string FullResource => Subresource is null ? Resource : Resource + "/" + Subresource;
}
