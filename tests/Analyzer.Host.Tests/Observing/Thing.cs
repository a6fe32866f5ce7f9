using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>Raw objects as an API server gives them, with only what the tests look at.</summary>
internal static class Thing
{
    public static readonly string[] Restarts = [AnnotationNames.RestartedAt];

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static JsonObject Deployment(Action<JsonObject>? change = null)
    {
        var deployment = Json(
            """
            {
              "apiVersion": "apps/v1", "kind": "Deployment",
              "metadata": {
                "name": "web", "namespace": "shop", "uid": "d1", "resourceVersion": "7", "generation": 3,
                "labels": { "team": "a" }, "annotations": { "note": "b" }
              },
              "spec": {
                "replicas": 4,
                "selector": { "matchLabels": { "app": "web" } },
                "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": "25%", "maxUnavailable": "25%" } }
              },
              "status": { "observedGeneration": 3, "replicas": 4, "updatedReplicas": 4, "availableReplicas": 4, "readyReplicas": 4 }
            }
            """);
        deployment["spec"]!["template"] = Template("v1");
        change?.Invoke(deployment);
        return deployment;
    }

    public static JsonObject Template(string image) => Json(
        $$"""
        {
          "metadata": { "labels": { "app": "web", "tier": "front" } },
          "spec": { "containers": [ { "name": "app", "image": "{{image}}", "ports": [ { "name": "http", "containerPort": 8080, "protocol": "TCP" } ] } ] }
        }
        """);

    public static JsonObject Service(string targetPort = "8080", string name = "web", Action<JsonObject>? change = null)
    {
        var service = Json(
            $$"""
            {
              "apiVersion": "v1", "kind": "Service",
              "metadata": { "name": "{{name}}", "namespace": "shop", "uid": "s-{{name}}", "annotations": {} },
              "spec": { "clusterIP": "10.0.0.9", "selector": { "app": "web" }, "ports": [ { "name": "http", "port": 80, "protocol": "TCP" } ] }
            }
            """);
        service["spec"]!["ports"]![0]!["targetPort"] = int.TryParse(targetPort, out var number) ? number : targetPort;
        change?.Invoke(service);
        return service;
    }

    public static JsonObject Canary(string? status = null) => Json(
        $$"""
        {
          "apiVersion": "flagger.app/v1beta1", "kind": "Canary",
          "metadata": { "name": "web", "namespace": "shop", "uid": "c1", "resourceVersion": "9", "generation": 2, "finalizers": ["other", "canary.footanalytics.io/leave"] },
          "spec": { "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" }, "analysis": { "interval": "10s", "threshold": 3, "stepWeight": 10, "maxWeight": 50 } },
          "status": {{status ?? "null"}}
        }
        """);

    public static JsonObject Set(string name, string image, int wanted, int ready, int minute, int? replicas = null)
    {
        var set = Json(
            $$"""
            {
              "apiVersion": "apps/v1", "kind": "ReplicaSet",
              "metadata": {
                "name": "{{name}}", "namespace": "shop", "uid": "u-{{name}}", "creationTimestamp": "2030-01-01T00:{{minute:00}}:00Z",
                "annotations": { "deployment.kubernetes.io/revision": "{{minute}}" },
                "ownerReferences": [ { "kind": "Deployment", "name": "web", "uid": "d1", "controller": true } ]
              },
              "spec": { "replicas": {{wanted}} },
              "status": { "replicas": {{replicas ?? wanted}}, "readyReplicas": {{ready}} }
            }
            """);
        set["spec"]!["template"] = Template(image);
        set["spec"]!["template"]!["metadata"]!["labels"]!["pod-template-hash"] = name;
        return set;
    }

    public static JsonObject Pod(string name, string set = "web-1", bool ready = true, bool proxied = true, string? statuses = null) => Json(
        $$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": { "name": "{{name}}", "namespace": "shop", "uid": "p-{{name}}", "labels": { "app": "web" }, "ownerReferences": [ { "kind": "ReplicaSet", "name": "{{set}}", "uid": "u-{{set}}", "controller": true } ] },
          "spec": { "containers": [ { "name": "app", "ports": [ { "name": "{{(proxied ? "http" : "plain")}}", "containerPort": 8080 } ] }{{(proxied ? ", { \"name\": \"canarymesh-proxy\" }" : "")}} ] },
          "status": { "podIP": "10.1.0.1", "conditions": [ { "type": "Ready", "status": "{{(ready ? "True" : "False")}}" } ], "containerStatuses": {{statuses ?? "[]"}} }
        }
        """);

    public static PodView View(string name, bool ready = true, bool proxied = true, string? statuses = null) => PodView.Of(Pod(name, "web-1", ready, proxied, statuses));

    public static ReplicaSetView SetView(string name, string image, int wanted, int ready, int minute, int? replicas = null) =>
        ReplicaSetView.Of(Set(name, image, wanted, ready, minute, replicas), Restarts);

    public static string HashOf(string image) => TemplateHashes.Of(new JsonObject { ["spec"] = new JsonObject { ["template"] = Template(image) } }, Restarts);

    public static void Annotate(this JsonObject thing, string name, string value) => thing["metadata"]!["annotations"]![name] = value;
}
