namespace CanaryMesh.Mesh.Requests;

/// <summary>Short and full names of Services.</summary>
internal static class HostNames
{
    private const string Suffix = ".svc.cluster.local";

    public static string Full(string service, string @namespace) => $"{service}.{@namespace}{Suffix}";

    /// <summary>A name in an Istio object: only one without a dot is short.</summary>
    public static string Qualified(string host, string @namespace) => host.Contains('.', StringComparison.Ordinal) || host.StartsWith('*') ? host : Full(host, @namespace);

    /// <summary>What a client in a namespace may mean by a name: the resolver tries its search domains.</summary>
    public static IReadOnlyList<string> Meant(string host, string @namespace)
    {
        var name = host.TrimEnd('.');
        return name.Split('.') switch
        {
            [_] => [name, Full(name, @namespace)],
            [_, _] => [name, name + Suffix],
            [_, _, "svc"] => [name, name + ".cluster.local"],
            _ => [name],
        };
    }

    /// <summary>The gateway's namespace and name, whichever of its spellings an object uses.</summary>
    public static string Gateway(string name, string @namespace) => name.Split('/') switch
    {
        ["mesh"] => name,
        [".", var own] => $"{@namespace}/{own}",
        [_, _] => name,
        _ => name.Split('.') is [var first, var second, ..] ? $"{second}/{first}" : $"{@namespace}/{name}",
    };
}
