using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>The object an event is about.</summary>
internal sealed record EventSubject(string ApiVersion, string Kind, string Namespace, string Name, string Uid)
{
    /// <summary>Null if the object says too little of itself.</summary>
    public static EventSubject? Of(JsonObject item) =>
        ObjectKey.Of(item) is { } key
        && (string?)item["apiVersion"] is { } apiVersion
        && (string?)item["kind"] is { } kind
        && ObjectKey.MetadataText(item, "uid") is { } uid
            ? new EventSubject(apiVersion, kind, key.Namespace, key.Name, uid)
            : null;

    public JsonObject ToJson() => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = Kind,
        ["namespace"] = Namespace,
        ["name"] = Name,
        ["uid"] = Uid,
    };
}
