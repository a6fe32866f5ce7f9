namespace CanaryMesh.EndToEnd.Tests;

/// <summary>An app of its own, with one thing about it that keeps its versions from being held.</summary>
internal sealed record NotHeldApp(string Name, string Spec, string Image, string Patch, string Code, string PodSpec = "restartPolicy: Always")
{
    private const string Replaced = """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"sample/web:2"}]}}}}""";

    public static IReadOnlyList<NotHeldApp> All { get; } =
    [
        new("recreate", "strategy: {type: Recreate}", "sample/web:1", Replaced, "recreate"),
        new("unavailable", "strategy: {rollingUpdate: {maxUnavailable: 100%}}", "sample/web:1", Replaced, "max-unavailable"),
        new("no-history", "revisionHistoryLimit: 0", "sample/web:1", Replaced, "no-history"),
        new("skipping", "minReadySeconds: 0", "sample/web:1",
            """{"metadata":{"annotations":{"canary.footanalytics.io/skip-analysis":"a fix that cannot wait"}},""" + Replaced[1..], "skip-analysis"),
        new("broken", "minReadySeconds: 0", "sample/missing:1", Replaced, "no-ready-pod"),
    ];

    /// <summary>Held at admission, which looks nothing up, and released by the analyzer.</summary>
    public static NotHeldApp OfOneVolume { get; } = new(
        "one-volume", "minReadySeconds: 0", "sample/web:1", Replaced, "read-write-once", "volumes: [{name: store, persistentVolumeClaim: {claimName: store} }]");

    public string Manifest => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{Name}}
          annotations: {canary.footanalytics.io/enabled: "true"}
        spec:
          replicas: 1
          {{Spec}}
          selector:
            matchLabels:
              app: {{Name}}
          template:
            metadata:
              labels:
                app: {{Name}}
            spec:
              {{PodSpec}}
              containers:
                - name: web
                  image: {{Image}}
                  env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {{Name}}
        spec:
          selector:
            app: {{Name}}
          ports: [{name: http, port: 80, targetPort: http}]
        """;
}
