using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>A ReplicaSet as its Deployment sees it.</summary>
internal sealed record ReplicaSetState(string Name, string Uid, DateTimeOffset Created, int Wished)
{
    public int Replicas { get; init; }

    public int Ready { get; init; }

    public int Available { get; init; }

    /// <summary>Null if the ReplicaSet does not say.</summary>
    public int? Terminating { get; init; }

    public int? DesiredBefore { get; init; }

    public int? MaxBefore { get; init; }

    public long Revision { get; init; }

    public bool Observed { get; init; }

    public bool BeingDeleted { get; init; }

    public JsonObject Source { get; init; } = [];

    public static ReplicaSetState Of(JsonObject set) =>
        new(set.Name(), set.Uid(), Clock.Parse(set.Text("metadata", "creationTimestamp")) ?? default, Count(set, "spec", "replicas") ?? 1)
        {
            Replicas = Count(set, "status", "replicas") ?? 0,
            Ready = Count(set, "status", "readyReplicas") ?? 0,
            Available = Count(set, "status", "availableReplicas") ?? 0,
            Terminating = Count(set, "status", "terminatingReplicas"),
            DesiredBefore = (int?)Annotated(set, Annotations.DesiredReplicas),
            MaxBefore = (int?)Annotated(set, Annotations.MaxReplicas),
            Revision = Annotated(set, Annotations.Revision) ?? 0,
            Observed = (set.Number("status", "observedGeneration") ?? 0) >= (set.Number("metadata", "generation") ?? 0),
            BeingDeleted = set.BeingDeleted(),
            Source = set,
        };

    private static int? Count(JsonObject set, string part, string field) => (int?)set.Number(part, field);

    private static long? Annotated(JsonObject set, string name) =>
        long.TryParse(set.Text("metadata", "annotations", name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
