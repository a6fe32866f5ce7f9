namespace CanaryMesh.Analyzer.Control;

/// <summary>What a pod is, as the pod cache tells: which workload, which side (AnnotationNames.Primary or Canary), which version.</summary>
internal sealed record PodIdentity(
    WorkloadKey Workload, string PodUid, string PodName, string Track, string Version, IReadOnlyList<ListenerPort> Listeners);
