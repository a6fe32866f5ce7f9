using System.Globalization;
using CanaryMesh.Document.Tests.Seed;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>An app of the document: the sample app under its name, on its port, with the resources that the document gives.</summary>
internal static class AppManifest
{
    public static string Of(string @namespace, string name, int port) => string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}, namespace: {{@namespace}}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: {{name}} } }
          template:
            metadata: {labels: {app: {{name}} } }
            spec:
              containers:
                - name: web
                  image: sample/web:1
                  env:
                    - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }
                    - {name: PORT, value: "{{port}}"}
                  ports: [{name: http, containerPort: {{port}}}]
                  readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1, timeoutSeconds: 5}
        {{Fragments.Indented(FlaggerDocument.Block("Resource Management"), 10)}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: {{@namespace}}}
        spec:
          selector: {app: {{name}}}
          ports: [{name: http, port: {{port}}, targetPort: http}]
        """);
}
