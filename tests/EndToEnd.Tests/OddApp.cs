namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A small app with one odd thing about it.</summary>
internal static class OddApp
{
    /// <summary>A Canary of Flagger's kind for a Deployment of the name.</summary>
    public static string Canary(string name) => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata:
          name: {{name}}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: {{name}} }
          service: {port: 80}
          analysis: {interval: 2s, threshold: 2, stepWeight: 50}
        """;

    /// <summary>A Deployment and its Service.</summary>
    public static string Deployment(string name, string annotations, string targetPort) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          annotations: {{annotations}}
        spec:
          replicas: 1
          selector:
            matchLabels: {app: {{name}} }
          template:
            metadata:
              labels: {app: {{name}} }
            spec:
              containers:
                - name: web
                  image: sample/web:1
                  env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {{name.Replace('.', '-')}}
        spec:
          selector: {app: {{name}} }
          ports: [{name: http, port: 80, targetPort: {{targetPort}} }]
        """;
}
