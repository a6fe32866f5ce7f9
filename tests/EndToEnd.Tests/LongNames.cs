namespace CanaryMesh.EndToEnd.Tests;

/// <summary>An app whose every name has 63 characters, but for its port's, which Kubernetes ends at 15.</summary>
internal static class LongNames
{
    public static readonly string Service = Of("service", 63);
    public static readonly string Label = Of("label", 63);
    public static readonly string Container = Of("container", 63);
    public static readonly string Port = Of("port", 15);

    public static string Of(string stem, int length) => $"{stem}-{new string('x', length - stem.Length - 2)}z";

    public static string Manifest(string deployment) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{deployment}}
        spec:
          replicas: 2
          strategy:
            rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
          selector:
            matchLabels:
              app: {{Label}}
          template:
            metadata:
              labels:
                app: {{Label}}
            spec:
              containers:
                - name: {{Container}}
                  image: sample/web:1
                  env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }]
                  ports:
                    - name: {{Port}}
                      containerPort: 8080
                  readinessProbe:
                    periodSeconds: 1
                    httpGet:
                      path: /healthz
                      port: {{Port}}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {{Service}}
        spec:
          selector:
            app: {{Label}}
          ports:
            - name: http
              port: 80
              targetPort: {{Port}}
        """;
}
