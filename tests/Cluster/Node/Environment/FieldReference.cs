using System.Text;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What a fieldRef stands for.</summary>
internal static class FieldReference
{
    public static string Read(V1Pod pod, string path, string podIp, string hostIp) => path switch
    {
        "metadata.name" => pod.Metadata.Name,
        "metadata.namespace" => pod.Metadata.NamespaceProperty,
        "metadata.uid" => pod.Metadata.Uid,
        "metadata.labels" => Lines(pod.Metadata.Labels),
        "metadata.annotations" => Lines(pod.Metadata.Annotations),
        "spec.nodeName" => pod.Spec.NodeName ?? "",
        "spec.serviceAccountName" => pod.Spec.ServiceAccountName ?? "default",
        "status.podIP" or "status.podIPs" => podIp,
        "status.hostIP" or "status.hostIPs" => hostIp,
        _ => Entry(pod.Metadata.Labels, path, "metadata.labels['")
            ?? Entry(pod.Metadata.Annotations, path, "metadata.annotations['")
            ?? throw new NotYetException("CreateContainerConfigError", $"unsupported fieldPath: {path}"),
    };

    private static string? Entry(IDictionary<string, string>? map, string path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || !path.EndsWith("']", StringComparison.Ordinal))
        {
            return null;
        }

        return map is not null && map.TryGetValue(path[prefix.Length..^2], out var value) ? value : "";
    }

    private static string Lines(IDictionary<string, string>? map)
    {
        var result = new StringBuilder();
        foreach (var (key, value) in (map ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            result.Append(result.Length > 0 ? "\n" : "").Append(key).Append("=\"").Append(quoted).Append('"');
        }

        return result.ToString();
    }
}
