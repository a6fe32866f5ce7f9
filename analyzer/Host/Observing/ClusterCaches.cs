using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The watched kinds, and the few questions about who belongs to whom. Objects are shared: never changed.</summary>
internal sealed record ClusterCaches(
    IWatchCache Canaries, IWatchCache Deployments, IWatchCache ReplicaSets, IWatchCache Pods, IWatchCache Services, IWatchCache Nodes, IWatchCache MetricTemplates)
{
    /// <summary>ConfigMaps by the hash of their content; null where configuration is not followed.</summary>
    public ConfigDirectory? Configs { get; init; }

    /// <summary>Secrets that are part of a version; null where none is.</summary>
    public SecretDirectory? Secrets { get; init; }

    /// <summary>Autoscalers; null where they are not looked at.</summary>
    public IWatchCache? Scalers { get; init; }

    /// <summary>Route objects of meshes and gateways; null where nobody writes any.</summary>
    public RouteDirectory? Routes { get; init; }

    /// <summary>NetworkPolicies and Namespaces; null where nobody asks for them.</summary>
    public PolicyDirectory? Policies { get; init; }

    /// <summary>Every cache.</summary>
    public IReadOnlyList<IWatchCache> All => [Canaries, Deployments, ReplicaSets, Pods, Services, Nodes, MetricTemplates, .. new[] { Configs?.Cache, Scalers }.OfType<IWatchCache>(), .. Routes?.Caches ?? [], .. Policies?.Caches ?? []];

    /// <summary>Whether some kind of a namespace could not be listed: what is missing there must not be taken for deleted.</summary>
    public bool IsRefused(string ns) => All.Any(cache => cache.IsRefused(ns));

    /// <summary>The Canary whose target is this Deployment; a team's own before an inferred one.</summary>
    public JsonObject? CanaryOf(string ns, string target) => CanariesOf(ns, target).FirstOrDefault();

    /// <summary>Every Canary that names this Deployment; the first alone works on it.</summary>
    public IEnumerable<JsonObject> CanariesOf(string ns, string target) => Canaries.In(ns)
        .Where(canary => canary.Text("spec", "targetRef", "kind") == "Deployment" && canary.Text("spec", "targetRef", "name") == target)
        .OrderBy(canary => canary.Label(AnnotationNames.Inferred) is not null)
        .ThenBy(canary => canary.Text("metadata", "name"), StringComparer.Ordinal);

    /// <summary>ReplicaSets that a Deployment owns.</summary>
    public IEnumerable<JsonObject> SetsOf(JsonObject deployment)
    {
        var uid = deployment.Text("metadata", "uid");
        return ReplicaSets.In(deployment.Text("metadata", "namespace") ?? "").Where(set => ControllerUid(set) == uid);
    }

    /// <summary>Pods of these ReplicaSets.</summary>
    public IEnumerable<PodView> PodsOf(string ns, IReadOnlySet<string> setUids) =>
        Pods.In(ns).Where(pod => ControllerUid(pod) is { } uid && setUids.Contains(uid)).Select(PodView.Of);

    /// <summary>How old an object is; zero if that is not known.</summary>
    public static TimeSpan Age(JsonObject thing, DateTimeOffset now) =>
        DateTimeOffset.TryParse(thing.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, out var created) ? now - created : TimeSpan.Zero;

    /// <summary>uid of the controlling owner, or null.</summary>
    public static string? ControllerUid(JsonObject thing) =>
        thing.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller")).Text("uid");

    /// <summary>Name of the controlling owner of a kind, or null.</summary>
    public static string? ControllerName(JsonObject thing, string kind) =>
        thing.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller") && owner.Text("kind") == kind).Text("name");
}
