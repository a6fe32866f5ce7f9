using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>Objects that tests begin with.</summary>
internal static class Samples
{
    public static JsonObject Deployment(int replicas, string image = "app:1", string? surge = null, string? unavailable = null) => Parse($$$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "web" },
          "spec": {
            "replicas": {{{replicas}}}, "progressDeadlineSeconds": 600, "revisionHistoryLimit": 10,
            "selector": { "matchLabels": { "app": "web" } },
            "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": {{{surge ?? "\"25%\""}}}, "maxUnavailable": {{{unavailable ?? "\"25%\""}}} } },
            "template": { "metadata": { "labels": { "app": "web" } }, "spec": { "containers": [ { "name": "app", "image": "{{{image}}}" } ] } }
          }
        }
        """);

    public static string Image(string image) => $$$"""
        { "spec": { "template": { "spec": { "containers": [ { "name": "app", "image": "{{{image}}}" } ] } } } }
        """;

    public static JsonObject Pod(string name, string app = "web", int port = 8080) => Parse($$$"""
        {
          "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "{{{name}}}", "labels": { "app": "{{{app}}}" } },
          "spec": { "containers": [ { "name": "app", "image": "app:1", "ports": [ { "name": "http", "containerPort": {{{port}}} } ] } ] }
        }
        """);

    public static JsonObject Service(string targetPort = "\"http\"") => Parse($$$"""
        {
          "apiVersion": "v1", "kind": "Service", "metadata": { "name": "web" },
          "spec": { "selector": { "app": "web" }, "ports": [ { "name": "http", "protocol": "TCP", "port": 80, "targetPort": {{{targetPort}}} } ] }
        }
        """);

    public static JsonObject ConfigMap(string name, string? ownerUid = null) => Parse(ownerUid is null
        ? $$$"""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{{name}}}" } }"""
        : $$$"""
          {
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": { "name": "{{{name}}}", "ownerReferences": [ { "apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": "{{{ownerUid}}}" } ] }
          }
          """);

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
