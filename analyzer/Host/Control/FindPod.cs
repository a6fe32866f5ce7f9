namespace CanaryMesh.Analyzer.Control;

/// <summary>The pod of this namespace and uid, or null if it is unknown or belongs to no managed workload.</summary>
internal delegate PodIdentity? FindPod(string ns, string podUid);
