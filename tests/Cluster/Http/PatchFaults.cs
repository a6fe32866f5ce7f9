using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Patching;

namespace CanaryMesh.Cluster.Http;

/// <summary>Patches that do not fit, as refusals.</summary>
internal static class PatchFaults
{
    public static ApiException Refusal(PatchException fault) => fault.Malformed
        ? new ApiException(400, "BadRequest", fault.Message)
        : new ApiException(422, "Invalid", "the server rejected our request due to an error in our request", []);
}
