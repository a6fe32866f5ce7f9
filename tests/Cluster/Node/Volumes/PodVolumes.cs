using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A pod's volumes as folders of this machine.</summary>
internal sealed class PodVolumes(string folder, VolumeContents contents, TimeProvider time)
{
    private readonly Dictionary<string, string> places = [];
    private readonly Dictionary<string, Dictionary<string, VolumeFile>> written = [];

    /// <summary>Makes every volume; one that cannot be made yet is a <see cref="NotYetException"/>, and the others stay.</summary>
    public async Task SetUpAsync(V1Pod pod, CancellationToken cancel)
    {
        foreach (var volume in (pod.Spec.Volumes ?? []).Where(volume => !places.ContainsKey(volume.Name)))
        {
            var place = Path.Combine(folder, volume.Name);
            if (volume.HostPath is { } host)
            {
                place = Path.GetFullPath(host.Path);
            }

            if (await contents.ReadAsync(pod, volume, cancel).ConfigureAwait(false) is { } files)
            {
                AtomicFolder.Write(place, files, time.GetUtcNow());
                written[volume.Name] = files;
            }
            else if (!Path.Exists(place))
            {
                Directory.CreateDirectory(place);
            }

            places[volume.Name] = place;
        }
    }

    /// <summary>Writes what has changed since.</summary>
    public async Task RefreshAsync(V1Pod pod, CancellationToken cancel)
    {
        foreach (var volume in (pod.Spec.Volumes ?? []).Where(volume => written.ContainsKey(volume.Name)))
        {
            var files = (await contents.ReadAsync(pod, volume, cancel).ConfigureAwait(false))!;
            if (!Same(files, written[volume.Name]))
            {
                AtomicFolder.Write(places[volume.Name], files, time.GetUtcNow());
                written[volume.Name] = files;
            }
        }
    }

    public IReadOnlyList<ContainerMount> Mounts(V1Container container, IReadOnlyDictionary<string, string> environment) =>
        [.. (container.VolumeMounts ?? []).Select(mount => Mount(mount, environment))];

    private static bool Same(Dictionary<string, VolumeFile> one, Dictionary<string, VolumeFile> other) =>
        one.Count == other.Count && one.All(file => other.TryGetValue(file.Key, out var match) && file.Value.Equals(match));

    private ContainerMount Mount(V1VolumeMount mount, IReadOnlyDictionary<string, string> environment)
    {
        var source = places[mount.Name];
        var below = mount.SubPath is { Length: > 0 } fixedPath ? fixedPath : VariableExpansion.Expand(mount.SubPathExpr ?? "", environment);
        if (below.Length > 0)
        {
            source = Path.Combine(source, below);
            if (!Path.Exists(source))
            {
                Directory.CreateDirectory(source);
            }

            // A mount of the link itself would not hold; the file of now is mounted and, as in Kubernetes, never changes.
            source = RealPath.Of(source);
        }

        return new ContainerMount(source, mount.MountPath, mount.ReadOnlyProperty == true || written.ContainsKey(mount.Name));
    }
}
