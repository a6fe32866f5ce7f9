using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Validation;

/// <summary>What is allowed in a pod and yet a mistake: ports that come twice.</summary>
internal static class PodWarnings
{
    public static IEnumerable<string> Find(JsonObject? spec, string path)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (port, at) in Ports(spec, "initContainers", path).Concat(Ports(spec, "containers", path)))
        {
            var key = $"{port.Number("containerPort")}/{port.Text("protocol")}/{port.Number("hostPort")}/{port.Text("hostIP")}";
            if (seen.TryGetValue(key, out var first))
            {
                yield return $"{at}: duplicate port definition with {first}";
            }
            else
            {
                seen[key] = at;
            }

            if (port.Text("name") is not { Length: > 0 } name)
            {
                continue;
            }

            if (names.TryGetValue(name, out var earlier))
            {
                yield return $"{at}: duplicate port name \"{name}\" with {earlier}, services and probes that select ports by name will use {earlier}";
            }
            else
            {
                names[name] = at;
            }
        }
    }

    private static IEnumerable<(JsonObject Port, string At)> Ports(JsonObject? spec, string field, string path) =>
        spec.Objects(field).SelectMany((c, i) => c.Objects("ports").Select((p, j) => (p, $"{path}.{field}[{i}].ports[{j}]")));
}
