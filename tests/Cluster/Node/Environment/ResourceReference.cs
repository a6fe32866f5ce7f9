using System.Globalization;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What a resourceFieldRef stands for: whole divisors, rounded up; an absent limit is what the node has.</summary>
internal static class ResourceReference
{
    public static string Read(V1Pod pod, V1Container? own, V1ResourceFieldSelector selector)
    {
        var container = selector.ContainerName is { Length: > 0 } name
            ? pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).FirstOrDefault(candidate => candidate.Name == name)
            : own;
        var dot = selector.Resource.IndexOf('.', StringComparison.Ordinal);
        var (part, resource) = (selector.Resource[..dot], selector.Resource[(dot + 1)..]);
        var given = part == "limits" ? container?.Resources?.Limits : container?.Resources?.Requests;
        var amount = given is not null && given.TryGetValue(resource, out var quantity) ? quantity.ToDecimal() : Default(part, resource);
        var divisor = selector.Divisor is { } set && set.ToDecimal() != 0 ? set.ToDecimal() : 1;
        return Math.Ceiling(amount / divisor).ToString("0", CultureInfo.InvariantCulture);
    }

    private static decimal Default(string part, string resource) => (part, resource) switch
    {
        ("limits", "cpu") => Environment.ProcessorCount,
        ("limits", "memory") => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        _ => 0,
    };
}
