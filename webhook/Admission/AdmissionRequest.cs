using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Admission;

/// <summary>What an entry needs of a review; objects stay raw JSON.</summary>
internal sealed record AdmissionRequest
{
    public required string Uid { get; init; }

    public required string Operation { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string UserName { get; init; }

    /// <summary>Who asks, as the API server says it: name, groups, uid, extra.</summary>
    public JsonObject UserInfo { get; init; } = [];

    public required string FieldManager { get; init; }

    public required bool DryRun { get; init; }

    public required JsonObject? Object { get; init; }

    public required JsonObject? OldObject { get; init; }

    public bool IsUpdate => Operation == "UPDATE";
}
