using System.Text.Json.Nodes;

namespace CanaryMesh.Support.Cluster;

/// <summary>The pods that ask to be scraped, as Prometheus reads them from a file.</summary>
public static class ScrapeTargets
{
    public static JsonArray From(IEnumerable<JsonObject> pods) =>
        [.. pods.Where(IsScraped).OrderBy(pod => (string?)pod["metadata"]!["name"], StringComparer.Ordinal).Select(Target)];

    private static bool IsScraped(JsonObject pod) =>
        Annotation(pod, "scrape") == "true" && Address(pod) is not null && (string?)pod["status"]?["phase"] == "Running";

    private static JsonObject Target(JsonObject pod) => new()
    {
        ["targets"] = new JsonArray($"{Address(pod)}:{Annotation(pod, "port") ?? "80"}"),
        ["labels"] = new JsonObject
        {
            ["__metrics_path__"] = Annotation(pod, "path") ?? "/metrics",
            ["namespace"] = (string?)pod["metadata"]!["namespace"],
            ["pod"] = (string?)pod["metadata"]!["name"],
        },
    };

    private static string? Annotation(JsonObject pod, string name) => (string?)pod["metadata"]?["annotations"]?[$"prometheus.io/{name}"];

    private static string? Address(JsonObject pod) => (string?)pod["status"]?["podIP"];
}
