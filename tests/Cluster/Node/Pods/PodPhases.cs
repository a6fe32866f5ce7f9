using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>What follows from a pod's phase, and how it comes about.</summary>
internal static class PodPhases
{
    public static bool IsOver(this PodPhase phase) => phase is PodPhase.Succeeded or PodPhase.Failed;

    /// <summary>Whether a pod's object says that it has ended.</summary>
    public static bool IsOver(JsonObject pod) => (string?)pod["status"]?["phase"] is "Succeeded" or "Failed";

    /// <summary>Of a pod that goes on: running once every main container has run.</summary>
    public static PodPhase Of(bool isInitialized, IReadOnlyList<ContainerView> views) =>
        isInitialized && views.Where(view => view.Kind == ContainerKind.Main).All(HasRun) ? PodPhase.Running : PodPhase.Pending;

    private static bool HasRun(ContainerView view) => view.IsRunning || view.ExitCode is not null || view.Last is not null;
}
