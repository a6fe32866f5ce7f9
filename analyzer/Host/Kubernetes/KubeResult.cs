using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Answer of the API server. A refusal is a value; an answer that never came has code 0.</summary>
internal sealed record KubeResult(int Code, JsonObject? Object, string Reason, string Message)
{
    public const string UnreachableReason = "Unreachable";

    public bool Ok => Code is >= 200 and < 300;

    public bool NotFound => Code == 404;

    public bool IsConflict => Code == 409 && Reason != "AlreadyExists";

    public bool AlreadyExists => Code == 409 && Reason == "AlreadyExists";

    public bool Unreachable => Code == 0;

    /// <summary>The resource version is too old to list or watch from.</summary>
    public bool Expired => Code == 410;

    public static KubeResult NoAnswer(string sentence) => new(0, null, UnreachableReason, sentence);

    /// <summary>Objects of a list answer; empty for any other.</summary>
    public IReadOnlyList<JsonObject> Items() => Ok && Object?["items"] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];
}
