namespace CanaryMesh.Cluster.Http;

/// <summary>The path of a request on objects, taken apart.</summary>
internal sealed record ApiPath(string Group, string Version, string? Namespace, string Plural, string? Name, string? Subresource)
{
    /// <summary>Null for paths of other things, such as discovery and health.</summary>
    public static ApiPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Of("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Of(group, version, rest),
            _ => null,
        };
    }

    private static ApiPath? Of(string group, string version, string[] rest) => rest switch
    {
        ["namespaces", var name, "status" or "finalize"] => new(group, version, null, "namespaces", name, rest[2]),
        ["namespaces", var ns, var plural, .. var tail] => Tail(group, version, ns, plural, tail),
        [var plural, .. var tail] => Tail(group, version, null, plural, tail),
        _ => null,
    };

    private static ApiPath? Tail(string group, string version, string? ns, string plural, string[] tail) => tail switch
    {
        [] => new(group, version, ns, plural, null, null),
        [var name] => new(group, version, ns, plural, name, null),
        [var name, .. var more] => new(group, version, ns, plural, name, string.Join('/', more)),
    };
}
