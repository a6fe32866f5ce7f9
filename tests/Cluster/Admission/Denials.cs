using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission;

/// <summary>A webhook's no, and its failure, as refusals.</summary>
internal static class Denials
{
    public static ApiException Denied(string hook, JsonObject? status)
    {
        var by = $"admission webhook \"{hook}\" denied the request";
        var (message, reason) = (status.Text("message") ?? "", status.Text("reason") ?? "");
        var text = message.Length > 0 ? $"{by}: {message}" : reason.Length > 0 ? $"{by}: {reason}" : $"{by} without explanation";
        var code = (int)(status.Number("code") ?? 0);
        return new ApiException(code < 400 ? 400 : code, reason, text, status.Object("details")?.Copy());
    }

    public static ApiException Internal(string message) => new(
        500, "InternalError", "Internal error occurred: " + message, new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });
}
