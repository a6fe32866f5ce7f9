namespace CanaryMesh.Api.Values;

/// <summary>Which hosts a route may be for. A route takes a host over for the whole mesh, whoever it belongs to, so names of other Services
/// are refused unless the installation allows them (ISTIO-SECURITY-2026-002). Names from outside the cluster are the team's own affair.</summary>
public static class HostCheck
{
    private const string Mesh = "mesh";
    private const string Svc = "svc";

    // Any domain of a cluster may stand behind a name like x.y.svc; this one every cluster has unless told otherwise.
    private static readonly string[] ClusterDomain = ["cluster", "local"];

    /// <summary>The hosts that are refused. <paramref name="allowed"/> are hosts, or wildcards such as *.example.com; a route without gateways
    /// holds in the mesh. <paramref name="isService"/> knows the Services of the cluster by name and namespace, where somebody does.</summary>
    public static IReadOnlyList<HostRefusal> Refused(
        IEnumerable<string> hosts, IReadOnlyCollection<string> gateways, string apex, string ns, IReadOnlyCollection<string> allowed, Func<string, string, bool>? isService = null)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(gateways);
        ArgumentNullException.ThrowIfNull(allowed);
        var inMesh = gateways.Count == 0 || gateways.Contains(Mesh);
        return [.. hosts
            .Where(host => !allowed.Any(each => Covers(each, host)))
            .Select(host => Why(host.ToLowerInvariant().TrimEnd('.').Split('.'), inMesh, apex, ns, isService) is { } why ? new HostRefusal(host, why) : null)
            .OfType<HostRefusal>()];
    }

    private static string? Why(string[] labels, bool inMesh, string apex, string ns, Func<string, string, bool>? isService) => labels switch
    {
        ["*"] => inMesh ? "takes every request of the mesh" : null,
        [var name] => name == apex ? null : "is the name of another Service",
        [var name, var space] when name == apex && space == ns => null,
        [var name, var space, Svc, ..] when name == apex && space == ns => null,
        ["*", .. var rest] when IsAboveServices(rest) => "takes the names of other Services",
        [_, _, Svc, ..] => "is the name of another Service",
        [var name, var space] when isService?.Invoke(name, space) == true => "is the name of another Service",
        _ => null,
    };

    // *.svc, *.ns.svc, *.cluster.local and *.local hold names of Services.
    private static bool IsAboveServices(string[] rest) => rest switch
    {
        [Svc, ..] or [_, Svc, ..] => true,
        _ => rest.Length <= ClusterDomain.Length && ClusterDomain.AsSpan()[^rest.Length..].SequenceEqual(rest),
    };

    private static bool Covers(string allowed, string host) =>
        string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase)
        || (allowed.StartsWith("*.", StringComparison.Ordinal) && host.Length > allowed.Length - 1 && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase));
}
