using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A pod as its containers see it: its latest object, its address, its folders.</summary>
internal sealed class PodContext(NodeServices services, JsonObject pod, Action changed)
{
    private readonly Lock hostsGate = new();
    private volatile V1Pod model = KubernetesJson.Deserialize<V1Pod>(pod.ToJsonString());
    private volatile JsonObject current = pod;

    public NodeServices Services => services;

    public V1Pod Pod => model;

    public JsonObject Object => current;

    public string Ip { get; set; } = "";

    public CancellationTokenSource Stopping { get; } = new();

    public string FullName => $"{Pod.Metadata.NamespaceProperty}/{Pod.Metadata.Name}";

    /// <summary>As messages of a kubelet name a pod.</summary>
    public string Label => $"{Pod.Metadata.Name}_{Pod.Metadata.NamespaceProperty}({Pod.Metadata.Uid})";

    public string Folder { get; } = Path.Combine(services.Options.StateFolder, "pods", ObjectMeta.Uid(pod));

    public string LogFolder { get; } = Path.Combine(services.Options.StateFolder, "logs", $"{ObjectMeta.Namespace(pod)}_{ObjectMeta.Name(pod)}_{ObjectMeta.Uid(pod)}");

    public string EtcFolder => Path.Combine(Folder, "etc");

    public string HostName => Pod.Spec.Hostname is { Length: > 0 } given ? given : Pod.Metadata.Name[..Math.Min(63, Pod.Metadata.Name.Length)];

    public PodVolumes? Volumes { get; set; }

    public TimeSpan Grace =>
        TimeSpan.FromSeconds(Pod.Metadata.DeletionGracePeriodSeconds ?? Pod.Spec.TerminationGracePeriodSeconds ?? 30);

    public void Update(JsonObject fresh)
    {
        model = KubernetesJson.Deserialize<V1Pod>(fresh.ToJsonString());
        current = fresh;
    }

    public void Changed() => changed();

    public EventSubject Subject(V1Container? container, ContainerKind kind) => new(
        Pod.Metadata.NamespaceProperty, Pod.Metadata.Name, Pod.Metadata.Uid,
        container is null ? null : $"spec.{(kind == ContainerKind.Main ? "containers" : "initContainers")}{{{container.Name}}}");

    public void WriteHosts()
    {
        var aliases = (Pod.Spec.HostAliases ?? []).Select(alias => $"{alias.Ip}\t{string.Join(' ', alias.Hostnames ?? [])}");
        lock (hostsGate)
        {
            Directory.CreateDirectory(EtcFolder);
            var fresh = Path.Combine(EtcFolder, "hosts.new");
            File.WriteAllText(fresh, services.Hosts.File(Pod.Metadata.NamespaceProperty, Ip, HostName, aliases));
            File.Move(fresh, Path.Combine(EtcFolder, "hosts"), overwrite: true);
        }
    }
}
