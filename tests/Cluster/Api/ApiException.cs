using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Api;

/// <summary>A request refused: the Status object that goes to the client.</summary>
public sealed class ApiException(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    public int Code => code;

    public string Reason => reason;

    public JsonObject? Details => details;
}
