using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What we need of one pod.</summary>
internal sealed record PodView(string Name, string Uid, string Address, string? OwnerUid, bool Ready, bool Deleting, bool Proxied, PortPlan? Plan, JsonObject Raw)
{
    public static PodView Of(JsonObject pod) => new(
        pod.Text("metadata", "name") ?? "",
        pod.Text("metadata", "uid") ?? "",
        pod.Text("status", "podIP") ?? "",
        pod.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller")).Text("uid"),
        pod.Objects("status", "conditions").Any(each => each.Text("type") == "Ready" && each.Text("status") == "True"),
        pod.Text("metadata", "deletionTimestamp") is not null,
        Containers(pod).Any(container => container.Text("name") == Installation.ProxyContainer),
        PortPlan.OfTemplate(pod),
        pod);

    /// <summary>Ready, and not on its way out.</summary>
    public bool Serves => Ready && !Deleting && Address.Length > 0;

    /// <summary>Whether a container of the pod declares this port name.</summary>
    public bool Declares(string portName) =>
        Containers(Raw).SelectMany(container => container.Objects("ports")).Any(port => port.Text("name") == portName);

    /// <summary>How long it has been ready, as far as that is known.</summary>
    public TimeSpan ReadyFor(DateTimeOffset now) => DateTimeOffset.TryParse(
        Raw.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == "Ready").Text("lastTransitionTime"), CultureInfo.InvariantCulture, out var since)
        ? now - since
        : TimeSpan.MaxValue;

    /// <summary>Whether it has a container of this name, a sidecar of either kind included.</summary>
    public bool Has(string container) => Containers(Raw).Any(each => each.Text("name") == container);

    private static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers"));
}
