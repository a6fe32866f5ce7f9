using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Controllers.Quotas;

/// <summary>How much of each limited resource a namespace uses.</summary>
internal sealed class QuotaUsage(Func<GroupResource, IReadOnlyList<JsonObject>> list)
{
    private static readonly HashSet<string> Counted =
        ["pods", "configmaps", "secrets", "services", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas"];

    public JsonObject Of(JsonObject hard)
    {
        var used = new JsonObject();
        foreach (var (name, limit) in hard)
        {
            if (Amount(name) is { } amount)
            {
                used[name] = amount == 0m ? "0" : Quantity.Format(amount, limit.Text() ?? "");
            }
        }

        return used;
    }

    private decimal? Amount(string name)
    {
        if (name.StartsWith("count/", StringComparison.Ordinal))
        {
            var (plural, group) = Split(name["count/".Length..]);
            return list(new GroupResource(group, plural)).Count;
        }

        return name switch
        {
            "pods" => Pods().Count(),
            "services.loadbalancers" => Services("LoadBalancer"),
            "services.nodeports" => Services("NodePort"),
            _ when Counted.Contains(name) => list(new GroupResource("", name)).Count,
            _ when name.StartsWith("limits.", StringComparison.Ordinal) => Sum("limits", name["limits.".Length..]),
            _ when name.StartsWith("requests.", StringComparison.Ordinal) => Sum("requests", name["requests.".Length..]),
            "cpu" or "memory" or "ephemeral-storage" => Sum("requests", name),
            _ => null,
        };
    }

    private IEnumerable<JsonObject> Pods() => list(Resources.Pods).Where(p => !PodState.IsTerminal(p));

    private int Services(string type) => list(Resources.Services).Count(s => s.Text("spec", "type") == type);

    private decimal Sum(string part, string resource) => Pods().Sum(p => PodAmount(p, part, resource));

    /// <summary>Init containers run before the others, but for those that keep running beside them.</summary>
    private static decimal PodAmount(JsonObject pod, string part, string resource)
    {
        var inits = pod.Objects("spec", "initContainers").ToList();
        var beside = inits.Where(c => c.Text("restartPolicy") == "Always").Concat(pod.Objects("spec", "containers")).Sum(c => Value(c, part, resource));
        var before = inits.Where(c => c.Text("restartPolicy") != "Always").Select(c => Value(c, part, resource)).DefaultIfEmpty(0m).Max();
        return Math.Max(beside, before);
    }

    private static decimal Value(JsonObject container, string part, string resource) =>
        container.At("resources", part, resource) switch
        {
            JsonValue v when v.Text() is { } text => Quantity.Value(text) ?? 0m,
            JsonValue v when v.Number() is { } number => number,
            _ => 0m,
        };

    private static (string Plural, string Group) Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
    }
}
