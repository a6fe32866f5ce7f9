using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster.Network;

/// <summary>Running pods that ask to be scraped, in the form of Prometheus' HTTP service discovery.</summary>
internal static class ScrapeTargets
{
    private const string Prefix = "prometheus.io/";

    public static JsonArray Of(IEnumerable<JsonObject> pods) => [.. pods.Where(Wants).Select(Target)];

    private static bool Wants(JsonObject pod) =>
        ObjectMeta.Annotation(pod, Prefix + "scrape") == "true"
        && ObjectMeta.Annotation(pod, Prefix + "port") is not null
        && (string?)pod["status"]?["phase"] == "Running"
        && (string?)pod["status"]?["podIP"] is { Length: > 0 };

    private static JsonNode Target(JsonObject pod) => new JsonObject
    {
        ["targets"] = new JsonArray($"{(string?)pod["status"]!["podIP"]}:{ObjectMeta.Annotation(pod, Prefix + "port")}"),
        ["labels"] = Labels(pod),
    };

    private static JsonObject Labels(JsonObject pod)
    {
        var result = new JsonObject();
        foreach (var (key, value) in pod["metadata"]?["labels"] as JsonObject ?? [])
        {
            result[LabelName.Of(key)] = (string?)value;
        }

        result["namespace"] = ObjectMeta.Namespace(pod);
        result["pod"] = ObjectMeta.Name(pod);
        result["node"] = (string?)pod["spec"]?["nodeName"] ?? "";
        result["__metrics_path__"] = ObjectMeta.Annotation(pod, Prefix + "path") ?? "/metrics";
        result["__scheme__"] = ObjectMeta.Annotation(pod, Prefix + "scheme") ?? "http";
        return result;
    }
}
