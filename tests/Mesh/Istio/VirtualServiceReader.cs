using System.Globalization;
using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads VirtualServices. One with a fault keeps its hosts, and takes their requests to nowhere.</summary>
internal static class VirtualServiceReader
{
    private const string Mesh = "mesh";

    public static IReadOnlyList<VirtualService> Read(IEnumerable<JsonElement> items, string client) =>
        [.. ObjectNames.OldestFirst(items).Where(item => IsExported(item, client)).Select(Read)];

    public static VirtualService Read(JsonElement item)
    {
        var read = new VirtualService(item.Key(), [], [], []);
        try
        {
            read = read with { Hosts = Hosts(item), Gateways = Gateways(item) };
            return Faulted(read with { Rules = Rules(item) });
        }
        catch (BadObjectException bad)
        {
            return read with { Fault = bad.Message };
        }
    }

    private static VirtualService Faulted(VirtualService read) => read with
    {
        Fault = read.Hosts.Contains("*") && read.Gateways.Contains(Mesh) ? "the host * is for gateways alone"
            : read.Rules.Any(rule => rule.Delegate is not null) && read.Hosts.Count == 0 ? "a delegate has a delegate"
            : null,
    };

    private static bool IsExported(JsonElement item, string client)
    {
        var to = item.At("spec") is { } spec ? spec.Texts("exportTo") : [];
        return to.Count == 0 || to.Contains("*") || to.Contains(client) || (to.Contains(".") && item.Namespace() == client);
    }

    private static IReadOnlyList<string> Hosts(JsonElement item) => [.. item.Texts("spec", "hosts").Select(host => HostNames.Qualified(host, item.Namespace()))];

    private static IReadOnlyList<string> Gateways(JsonElement item) =>
        item.Texts("spec", "gateways") is { Count: > 0 } gateways ? [.. gateways.Select(gateway => HostNames.Gateway(gateway, item.Namespace()))] : [Mesh];

    private static IReadOnlyList<IstioRule> Rules(JsonElement item) =>
        [.. item.Items("spec", "http").Select((rule, index) => Rule(rule, index, item))];

    private static IstioRule Rule(JsonElement rule, int index, JsonElement item)
    {
        var name = $"{item.Name()}/{rule.Text("name") ?? index.ToString(CultureInfo.InvariantCulture)}";
        IReadOnlyList<IstioMatch> matches = [.. rule.Items("match").Select(match => IstioMatchReader.Read(match, item.Namespace()))];
        return rule.At("delegate") is { } other
            ? new IstioRule(name, matches, null) { Delegate = ObjectNames.Key(other.Text("namespace") ?? item.Namespace(), other.Text("name") ?? "") }
            : new IstioRule(name, matches, IstioActionReader.Read(rule, item.Namespace()));
    }
}
