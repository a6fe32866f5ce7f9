using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Tests.Node;

/// <summary>Reads pods' objects in tests.</summary>
internal static class PodText
{
    public static string? Phase(this JsonObject pod) => (string?)pod["status"]?["phase"];

    public static string? Condition(this JsonObject pod, string type, string field = "status") =>
        (string?)(pod["status"]?["conditions"] as JsonArray ?? []).FirstOrDefault(condition => (string?)condition?["type"] == type)?[field];

    public static bool IsReady(this JsonObject pod) => pod.Condition("Ready") == "True";

    public static JsonNode? Container(this JsonObject pod, int index = 0) => pod["status"]?["containerStatuses"]?[index];

    public static JsonNode? Init(this JsonObject pod, int index = 0) => pod["status"]?["initContainerStatuses"]?[index];

    public static string? WaitingReason(this JsonNode? status) => (string?)status?["state"]?["waiting"]?["reason"];

    public static string? EndReason(this JsonNode? status) => (string?)status?["state"]?["terminated"]?["reason"];

    public static int? ExitCode(this JsonNode? status) => (int?)status?["state"]?["terminated"]?["exitCode"];

    public static string Ip(this JsonObject pod) => (string)pod["status"]!["podIP"]!;
}
