namespace CanaryMesh.Cluster.Node;

/// <summary>The pod, and perhaps the container of it, that an event is about.</summary>
internal sealed record EventSubject(string Namespace, string Pod, string Uid, string? FieldPath);
