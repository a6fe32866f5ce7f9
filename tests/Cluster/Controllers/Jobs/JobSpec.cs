using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>The numbers of a Job's spec.</summary>
internal sealed record JobSpec(int Parallelism, int? Completions, int BackoffLimit)
{
    public int? ActiveDeadline { get; init; }

    public int? KeepFinished { get; init; }

    public bool Suspended { get; init; }

    public bool RestartsInPlace { get; init; }

    public static JobSpec Of(JsonObject job)
    {
        var spec = job.Object("spec");
        return new JobSpec((int)(spec.Number("parallelism") ?? 1), (int?)spec.Number("completions"), (int)(spec.Number("backoffLimit") ?? 6))
        {
            ActiveDeadline = (int?)spec.Number("activeDeadlineSeconds"),
            KeepFinished = (int?)spec.Number("ttlSecondsAfterFinished"),
            Suspended = spec.Flag("suspend") == true,
            RestartsInPlace = spec.Text("template", "spec", "restartPolicy") == "OnFailure",
        };
    }
}
