using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>The facts of a pod that decide on its injection.</summary>
internal sealed record PodView
{
    public required PortPlan? Plan { get; init; }

    public required bool HasPlan { get; init; }

    public required bool HostNetwork { get; init; }

    public required bool Windows { get; init; }

    public required bool OfJob { get; init; }

    public required bool HasProxy { get; init; }

    public required bool Injected { get; init; }

    public required bool PlanFits { get; init; }

    public required bool InMesh { get; init; }

    public static PodView Of(JsonObject pod)
    {
        var text = pod.Annotation(AnnotationNames.Plan);
        var plan = text is null ? null : PortPlan.Parse(text, out _);
        var hasProxy = Containers(pod).Any(each => each.Text("name") == Installation.ProxyContainer);
        var apps = pod.Objects("spec", "containers").Select(each => each.Text("name")).ToHashSet();
        return new()
        {
            Plan = plan,
            HasPlan = text is not null,
            HostNetwork = pod.Flag("spec", "hostNetwork"),
            Windows = pod.Text("spec", "os", "name") == "windows" || pod.Text("spec", "nodeSelector", "kubernetes.io/os") == "windows",
            OfJob = pod.Objects("metadata", "ownerReferences").Any(owner => owner.Text("kind") == "Job"),
            HasProxy = hasProxy,
            Injected = hasProxy && pod.Annotation(AnnotationNames.Status) is not null,
            InMesh = MeshSidecar.IsIn(pod),
            PlanFits = plan is not null && plan.Ports.All(port => apps.Contains(port.Container)),
        };
    }

    /// <summary>The first reason against injection, in this order; null to inject. Having been injected is no reason: ours is renewed in place.</summary>
    public Reason? Skip() =>
        OfJob ? SkipReasons.PodOfJob
        : HostNetwork ? SkipReasons.HostNetwork
        : Windows ? SkipReasons.WindowsNode
        : HasProxy && !Injected ? SkipReasons.AlreadyInjected
        : !HasPlan ? SkipReasons.NoPlan
        : Plan is null ? SkipReasons.PlanUnreadable
        : Plan.Ports.Count == 0 && (Plan.By is null || PlannedConfig.Of(Plan).Count == 0) ? (Plan.By is not null && InMesh ? SkipReasons.MeshPresent : SkipReasons.NoPorts)
        : !PlanFits ? SkipReasons.NoSuchContainer
        : null;

    public static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        pod.Objects("spec", "initContainers").Concat(pod.Objects("spec", "containers"));
}
