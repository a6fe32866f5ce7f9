using System.Text;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container's variables, in the order in which Kubernetes lets later ones win.</summary>
internal sealed class ContainerEnvironment(ObjectContents contents, V1Pod pod, string podIp, string hostIp)
{
    private const string Refused = "CreateContainerConfigError";

    public Dictionary<string, string> Build(V1Container container, IReadOnlyDictionary<string, string> given)
    {
        var result = new Dictionary<string, string>(given, StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
        {
            AddAll(result, source);
        }

        foreach (var variable in container.Env ?? [])
        {
            if (Value(container, variable, result) is { } value)
            {
                result[variable.Name] = value;
            }
        }

        return result;
    }

    private string? Value(V1Container container, V1EnvVar variable, Dictionary<string, string> known) => variable.ValueFrom switch
    {
        null => VariableExpansion.Expand(variable.Value ?? "", known),
        { FieldRef: { } field } => FieldReference.Read(pod, field.FieldPath, podIp, hostIp),
        { ResourceFieldRef: { } resource } => ResourceReference.Read(pod, container, resource),
        { ConfigMapKeyRef: { } key } => Key("configmap", key.Name, key.Key, key.Optional ?? false),
        { SecretKeyRef: { } key } => Key("secret", key.Name, key.Key, key.Optional ?? false),
        _ => null,
    };

    private void AddAll(Dictionary<string, string> result, V1EnvFromSource source)
    {
        var entries = source switch
        {
            { ConfigMapRef: { } map } => Fetch("configmap", map.Name, map.Optional ?? false),
            { SecretRef: { } secret } => Fetch("secret", secret.Name, secret.Optional ?? false),
            _ => null,
        };
        foreach (var (key, value) in entries ?? new Dictionary<string, byte[]>())
        {
            result[source.Prefix + key] = Encoding.UTF8.GetString(value);
        }
    }

    private string? Key(string kind, string name, string key, bool optional)
    {
        if (Fetch(kind, name, optional) is { } entries && entries.TryGetValue(key, out var value))
        {
            return Encoding.UTF8.GetString(value);
        }

        return optional ? null : throw new NotYetException(
            Refused, $"couldn't find key {key} in {(kind == "secret" ? "Secret" : "ConfigMap")} {pod.Metadata.NamespaceProperty}/{name}");
    }

    private IReadOnlyDictionary<string, byte[]>? Fetch(string kind, string name, bool optional)
    {
        var @namespace = pod.Metadata.NamespaceProperty;
        var found = kind == "secret" ? contents.Secret(@namespace, name) : contents.ConfigMap(@namespace, name);
        return found is not null || optional ? found : throw new NotYetException(Refused, $"{kind} \"{name}\" not found");
    }
}
