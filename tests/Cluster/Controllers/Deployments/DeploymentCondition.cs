using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>One line of what a Deployment says about itself.</summary>
internal sealed record DeploymentCondition(string Type, string Status, string Reason, string Message)
{
    public const string Available = "Available";
    public const string Progressing = "Progressing";
    public const string ReplicaFailure = "ReplicaFailure";

    public const string TimedOut = "ProgressDeadlineExceeded";
    public const string Complete = "NewReplicaSetAvailable";
    public const string Paused = "DeploymentPaused";

    public string? Updated { get; init; }

    public string? Changed { get; init; }

    public static DeploymentCondition Of(JsonObject c) =>
        new(c.Text("type") ?? "", c.Text("status") ?? "", c.Text("reason") ?? "", c.Text("message") ?? "")
        {
            Updated = c.Text("lastUpdateTime"),
            Changed = c.Text("lastTransitionTime"),
        };

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type, ["status"] = Status, ["lastUpdateTime"] = Updated, ["lastTransitionTime"] = Changed };
        if (Reason.Length > 0)
        {
            json["reason"] = Reason;
        }

        if (Message.Length > 0)
        {
            json["message"] = Message;
        }

        return json;
    }
}
