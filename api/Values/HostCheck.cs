using CanaryMesh.Api.Names;

namespace CanaryMesh.Api.Values;

/// <summary>Which hosts a route may be for. A route takes a host over for the whole mesh, whoever it belongs to, so names of other Services
/// are refused unless the installation allows them (ISTIO-SECURITY-2026-002). Names from outside the cluster are the team's own affair, but in
/// the mesh those of two labels: one like shop.io is from outside until somebody has a namespace io.</summary>
public static class HostCheck
{
    private const string Mesh = "mesh";
    private const string Svc = "svc";
    private const string Allowed = $"the installation's setting {Installation.Settings.AllowedHosts} lets it through";

    // Any domain of a cluster may stand behind a name like x.y.svc; this one every cluster has unless told otherwise.
    private static readonly string[] ClusterDomain = ["cluster", "local"];

    /// <summary>The hosts that are refused. <paramref name="allowed"/> are hosts, or wildcards such as *.example.com; a route without gateways
    /// holds in the mesh.</summary>
    public static IReadOnlyList<HostRefusal> Refused(IEnumerable<string> hosts, IReadOnlyCollection<string> gateways, string apex, string ns, IReadOnlyCollection<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(gateways);
        ArgumentNullException.ThrowIfNull(allowed);
        var inMesh = gateways.Count == 0 || gateways.Contains(Mesh);
        return [.. hosts
            .Where(host => !allowed.Any(each => Covers(each, host)))
            .Select(host => Why(host.ToLowerInvariant().TrimEnd('.').Split('.'), inMesh, apex, ns) is { } why ? new HostRefusal(host, why) : null)
            .OfType<HostRefusal>()];
    }

    private static string? Why(string[] labels, bool inMesh, string apex, string ns) => labels switch
    {
        ["*"] => inMesh ? "takes every request of the mesh" : null,
        [var name] => name == apex ? null : "is the name of another Service",
        [var name, var space] when name == apex && space == ns => null,
        [var name, var space, Svc, ..] when name == apex && space == ns => null,
        ["*", .. var rest] when IsAboveServices(rest) => "takes the names of other Services",
        [_, _, Svc, ..] => "is the name of another Service",
        ["*", _] when inMesh => $"may take the names of other Services; {Allowed}",
        [_, _] when inMesh => $"may be the name of another Service; {Allowed}",
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
