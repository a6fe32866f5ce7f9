using System.Text;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What the volumes hold that the API server fills.</summary>
internal sealed class VolumeContents(ObjectContents objects, PodTokens tokens, string podIp, string hostIp)
{
    private const int DefaultMode = 0b110_100_100;

    /// <summary>Null for a volume of another kind.</summary>
    public async Task<Dictionary<string, VolumeFile>?> ReadAsync(V1Pod pod, V1Volume volume, CancellationToken cancel)
    {
        IEnumerable<KeyValuePair<string, VolumeFile>>? files = volume switch
        {
            { ConfigMap: { } map } => ConfigMap(pod, map.Name, map.Items, map.DefaultMode ?? DefaultMode, map.Optional ?? false),
            { Secret: { } secret } => Secret(pod, secret.SecretName, secret.Items, secret.DefaultMode ?? DefaultMode, secret.Optional ?? false),
            { DownwardAPI: { } downward } => Downward(pod, downward.Items, downward.DefaultMode ?? DefaultMode),
            { Projected: { } projected } => await ProjectedAsync(pod, projected, cancel).ConfigureAwait(false),
            _ => null,
        };
        return files is null ? null : Merge(files);
    }

    // Of two sources with the same path the later one wins.
    private static Dictionary<string, VolumeFile> Merge(IEnumerable<KeyValuePair<string, VolumeFile>> files)
    {
        var result = new Dictionary<string, VolumeFile>(StringComparer.Ordinal);
        foreach (var (path, file) in files)
        {
            result[path] = file;
        }

        return result;
    }

    private async Task<List<KeyValuePair<string, VolumeFile>>> ProjectedAsync(V1Pod pod, V1ProjectedVolumeSource projected, CancellationToken cancel)
    {
        var mode = projected.DefaultMode ?? DefaultMode;
        List<KeyValuePair<string, VolumeFile>> result = [];
        foreach (var source in projected.Sources ?? [])
        {
            if (source.ServiceAccountToken is { } token)
            {
                var text = await tokens.GetAsync(pod, token, cancel).ConfigureAwait(false);
                result.Add(KeyValuePair.Create(token.Path, new VolumeFile(Encoding.UTF8.GetBytes(text), (UnixFileMode)mode)));
            }

            result.AddRange(source switch
            {
                { ConfigMap: { } map } => ConfigMap(pod, map.Name, map.Items, mode, map.Optional ?? false),
                { Secret: { } secret } => Secret(pod, secret.Name, secret.Items, mode, secret.Optional ?? false),
                { DownwardAPI: { } downward } => Downward(pod, downward.Items, mode),
                _ => [],
            });
        }

        return result;
    }

    private IEnumerable<KeyValuePair<string, VolumeFile>> ConfigMap(V1Pod pod, string name, IList<V1KeyToPath>? items, int mode, bool optional) =>
        Keys(objects.ConfigMap(pod.Metadata.NamespaceProperty, name), $"configmap \"{name}\" not found", items, mode, optional);

    private IEnumerable<KeyValuePair<string, VolumeFile>> Secret(V1Pod pod, string name, IList<V1KeyToPath>? items, int mode, bool optional) =>
        Keys(objects.Secret(pod.Metadata.NamespaceProperty, name), $"secret \"{name}\" not found", items, mode, optional);

    private static IEnumerable<KeyValuePair<string, VolumeFile>> Keys(
        IReadOnlyDictionary<string, byte[]>? entries, string missing, IList<V1KeyToPath>? items, int mode, bool optional)
    {
        if (entries is null)
        {
            return optional ? [] : throw new NotYetException("FailedMount", missing);
        }

        return KeyFiles.Select(entries, items, mode, optional);
    }

    private IEnumerable<KeyValuePair<string, VolumeFile>> Downward(V1Pod pod, IList<V1DownwardAPIVolumeFile>? items, int mode)
    {
        foreach (var item in items ?? [])
        {
            var text = item.FieldRef is { } field
                ? FieldReference.Read(pod, field.FieldPath, podIp, hostIp)
                : ResourceReference.Read(pod, null, item.ResourceFieldRef);
            yield return KeyValuePair.Create(item.Path, new VolumeFile(Encoding.UTF8.GetBytes(text), (UnixFileMode)(item.Mode ?? mode)));
        }
    }
}
