using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Which hosts a VirtualService is for, and at which gateways it holds.</summary>
internal static class RouteReach
{
    public const string Hosts = "hosts";
    public const string Gateways = "gateways";

    private const string Mesh = "mesh";

    public static SharedList HostsOf(RouteIntent intent, JsonObject? existing, RouteMark? mark)
    {
        var foreign = Foreign(existing, Hosts, mark);
        List<string> wanted = IsDelegate(intent) ? [] : [.. SharedList.Texts(intent.Service[Hosts])];
        var names = RouteHosts.Of(intent);
        var isThere = foreign.Concat(wanted).Any(host => host == "*" || names.Short(host) == intent.Apex);
        return SharedList.Of(foreign, isThere || IsDelegate(intent) ? wanted : [.. wanted, intent.Apex]);
    }

    public static SharedList GatewaysOf(RouteIntent intent, JsonObject? existing, RouteMark? mark)
    {
        // A route that names no gateway holds in the mesh, unless it is a delegate.
        var isImplied = existing is not null && mark is null && existing.At("spec", Gateways) is not JsonArray { Count: > 0 } && existing.At("spec", Hosts) is JsonArray { Count: > 0 };
        var foreign = isImplied ? [Mesh] : Foreign(existing, Gateways, mark);
        var given = IsDelegate(intent) ? [] : SharedList.Texts(intent.Service[Gateways]);
        return SharedList.Of(foreign, given.Count > 0 || foreign.Count > 0 || IsDelegate(intent) ? given : [Mesh]);
    }

    /// <summary>What the lists are without what we added.</summary>
    public static void GiveBack(JsonObject spec, JsonObject original, RouteMark mark)
    {
        var hosts = SharedList.Texts(spec[Hosts]).Except(mark.AddedTo(Hosts), StringComparer.Ordinal).ToList();
        var gateways = SharedList.Texts(spec[Gateways]).Except(mark.AddedTo(Gateways), StringComparer.Ordinal).ToList();
        SharedList.Write(spec, Hosts, hosts);
        SharedList.Write(spec, Gateways, original[Gateways] is null && gateways is [Mesh] ? [] : gateways);
    }

    private static IReadOnlyList<string> Foreign(JsonObject? existing, string list, RouteMark? mark) =>
        [.. SharedList.Texts(existing.At("spec", list)).Except(mark?.AddedTo(list) ?? [], StringComparer.Ordinal)];

    private static bool IsDelegate(RouteIntent intent) => intent.Service.Flag("delegation");
}
