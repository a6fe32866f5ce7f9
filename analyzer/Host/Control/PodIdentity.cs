namespace CanaryMesh.Analyzer.Control;

/// <summary>What a pod is, as the pod cache tells: which workload, which side (AnnotationNames.Primary or Canary), which version.</summary>
internal sealed record PodIdentity(
    WorkloadKey Workload, string PodUid, string PodName, string Track, string Version, IReadOnlyList<ListenerPort> Listeners);

/// <summary>The pod of this namespace and uid, or null if it is unknown or belongs to no managed workload.</summary>
internal delegate PodIdentity? FindPod(string ns, string podUid);
