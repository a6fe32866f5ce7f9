using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Http;

/// <summary>Status objects.</summary>
internal static class StatusBody
{
    public static JsonObject Failure(ApiException refusal) => Failure(refusal.Code, refusal.Reason, refusal.Message, refusal.Details);

    public static JsonObject Failure(int code, string reason, string message, JsonObject? details = null)
    {
        var status = Head("Failure");
        status["message"] = message;
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details.DeepClone();
        }

        status["code"] = code;
        return status;
    }

    public static JsonObject Success(JsonObject details)
    {
        var status = Head("Success");
        status["details"] = details;
        return status;
    }

    private static JsonObject Head(string status) =>
        new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = status };
}
