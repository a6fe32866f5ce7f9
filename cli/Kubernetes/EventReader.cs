using CanaryMesh.Cli.Rollouts;
using k8s.Models;

namespace CanaryMesh.Cli.Kubernetes;

internal static class EventReader
{
    // Old and new clients fill different times; the latest that is there is when it was last seen.
    internal static EventFacts Read(Corev1Event seen)
    {
        var time = seen.Series?.LastObservedTime ?? seen.LastTimestamp ?? seen.EventTime ?? seen.FirstTimestamp ?? seen.Metadata.CreationTimestamp;
        return new(time is { } known ? new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero) : default, seen.Type ?? "", seen.Reason ?? "", seen.Message ?? "");
    }
}
