using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>The files that entries of a ConfigMap or Secret become.</summary>
internal static class KeyFiles
{
    public static IEnumerable<KeyValuePair<string, VolumeFile>> Select(
        IReadOnlyDictionary<string, byte[]> entries, IList<V1KeyToPath>? items, int mode, bool optional)
    {
        if (items is not { Count: > 0 })
        {
            return entries.Select(entry => KeyValuePair.Create(entry.Key, new VolumeFile(entry.Value, (UnixFileMode)mode)));
        }

        var missing = items.FirstOrDefault(item => !entries.ContainsKey(item.Key));
        return missing is null || optional
            ? items.Where(item => entries.ContainsKey(item.Key))
                .Select(item => KeyValuePair.Create(item.Path, new VolumeFile(entries[item.Key], (UnixFileMode)(item.Mode ?? mode))))
            : throw new NotYetException("FailedMount", $"references non-existent config key: {missing.Key}");
    }
}
