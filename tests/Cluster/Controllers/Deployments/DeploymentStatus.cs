using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>A Deployment's counters and conditions.</summary>
internal sealed record DeploymentStatus
{
    public long ObservedGeneration { get; init; }

    public int Replicas { get; init; }

    public int Updated { get; init; }

    public int Ready { get; init; }

    public int Available { get; init; }

    public int Unavailable { get; init; }

    public int? Terminating { get; init; }

    public int? Collisions { get; init; }

    public ImmutableList<DeploymentCondition> Conditions { get; init; } = [];

    public static DeploymentStatus Of(JsonObject deployment)
    {
        var status = deployment.Object("status");
        return new DeploymentStatus
        {
            ObservedGeneration = status.Number("observedGeneration") ?? 0,
            Replicas = (int)(status.Number("replicas") ?? 0),
            Updated = (int)(status.Number("updatedReplicas") ?? 0),
            Ready = (int)(status.Number("readyReplicas") ?? 0),
            Available = (int)(status.Number("availableReplicas") ?? 0),
            Unavailable = (int)(status.Number("unavailableReplicas") ?? 0),
            Terminating = (int?)status.Number("terminatingReplicas"),
            Collisions = (int?)status.Number("collisionCount"),
            Conditions = [.. status.Objects("conditions").Select(DeploymentCondition.Of)],
        };
    }

    /// <summary>The counters as the ReplicaSets are now; conditions other than Available stay as they were.</summary>
    public DeploymentStatus Count(DeploymentSpec spec, long generation, IReadOnlyList<ReplicaSetState> sets, string? currentUid, DateTimeOffset now)
    {
        var available = sets.Sum(s => s.Available);
        return this with
        {
            ObservedGeneration = generation,
            Replicas = sets.Sum(s => s.Replicas),
            Updated = sets.Where(s => s.Uid == currentUid).Sum(s => s.Replicas),
            Ready = sets.Sum(s => s.Ready),
            Available = available,
            Unavailable = Math.Max(0, sets.Sum(s => s.Wished) - available),
            Terminating = sets.All(s => s.Terminating is not null) ? sets.Sum(s => s.Terminating) : null,
            Conditions = Conditions.With(Availability(available >= spec.MinAvailable), now),
        };
    }

    public bool SameAs(DeploymentStatus other) =>
        this with { Conditions = [] } == other with { Conditions = [] } && Conditions.SequenceEqual(other.Conditions);

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        Add(json, "observedGeneration", ObservedGeneration);
        Add(json, "replicas", Replicas);
        Add(json, "updatedReplicas", Updated);
        Add(json, "readyReplicas", Ready);
        Add(json, "availableReplicas", Available);
        Add(json, "unavailableReplicas", Unavailable);
        if (Terminating is { } terminating)
        {
            json["terminatingReplicas"] = terminating;
        }

        if (Conditions.Count > 0)
        {
            json["conditions"] = new JsonArray([.. Conditions.Select(c => c.ToJson())]);
        }

        if (Collisions is { } collisions)
        {
            json["collisionCount"] = collisions;
        }

        return json;
    }

    private static DeploymentCondition Availability(bool enough) => enough
        ? new(DeploymentCondition.Available, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
        : new(DeploymentCondition.Available, "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");

    private static void Add(JsonObject json, string name, long value)
    {
        if (value != 0)
        {
            json[name] = value;
        }
    }
}
