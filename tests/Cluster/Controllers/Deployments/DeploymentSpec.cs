using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>The numbers of a Deployment's spec that decide its roll.</summary>
internal sealed record DeploymentSpec(int Replicas, bool Rolling, IntOrPercent MaxSurgeWished, IntOrPercent MaxUnavailableWished)
{
    public bool Paused { get; init; }

    public int MinReadySeconds { get; init; }

    /// <summary>Null if none was set or it is the largest number, which means none.</summary>
    public int? ProgressDeadline { get; init; }

    public int? HistoryLimit { get; init; }

    /// <summary>How many pods more than wished a roll may make; at most.</summary>
    public int MaxSurge => Rolling ? MaxSurgeWished.Of(Replicas, roundUp: true) : 0;

    /// <summary>How many pods fewer than wished may be available during a roll.</summary>
    public int MaxUnavailable
    {
        get
        {
            if (!Rolling || Replicas == 0)
            {
                return 0;
            }

            var unavailable = MaxUnavailableWished.Of(Replicas, roundUp: false);
            return Math.Min(Replicas, unavailable == 0 && MaxSurge == 0 ? 1 : unavailable);
        }
    }

    public int MaxReplicas => Replicas + MaxSurge;

    public int MinAvailable => Replicas - MaxUnavailable;

    public static DeploymentSpec Of(JsonObject deployment)
    {
        var spec = deployment.Object("spec");
        var rolling = spec.Object("strategy", "rollingUpdate");
        var quarter = new IntOrPercent(25, true);
        return new DeploymentSpec(
            (int)(spec.Number("replicas") ?? 1),
            spec.Text("strategy", "type") != "Recreate",
            IntOrPercent.Parse(rolling.At("maxSurge")) ?? quarter,
            IntOrPercent.Parse(rolling.At("maxUnavailable")) ?? quarter)
        {
            Paused = spec.Flag("paused") == true,
            MinReadySeconds = (int)(spec.Number("minReadySeconds") ?? 0),
            ProgressDeadline = Limited(spec.Number("progressDeadlineSeconds")),
            HistoryLimit = Limited(spec.Number("revisionHistoryLimit")),
        };
    }

    private static int? Limited(long? value) => value is null or int.MaxValue ? null : (int)value;
}
