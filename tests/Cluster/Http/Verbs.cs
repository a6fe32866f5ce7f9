namespace CanaryMesh.Cluster.Http;

/// <summary>The verb of a request as RBAC names it.</summary>
internal static class Verbs
{
    public static string Of(string method, bool named, bool watch) => (method, named) switch
    {
        ("GET" or "HEAD", _) when watch => "watch",
        ("GET" or "HEAD", true) => "get",
        ("GET" or "HEAD", false) => "list",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", true) => "delete",
        ("DELETE", false) => "deletecollection",
        _ => method.ToLowerInvariant(),
    };
}
