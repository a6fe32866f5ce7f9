using System.Globalization;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>The namespaces of the document, and its Prometheus by the name that it has there.</summary>
internal static class SurroundingManifests
{
    // A Service's endpoints may not be of the machine itself, where Prometheus runs: a pod leads to it.
    private const string Relay = """
        import os, socket, sys, threading
        def pump(source, to):
            try:
                while part := source.recv(65536):
                    to.sendall(part)
                to.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        here = socket.create_server((os.environ["POD_IP"], 9090))
        while True:
            client, _ = here.accept()
            server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
            for way in ((client, server), (server, client)):
                threading.Thread(target=pump, args=way, daemon=True).start()
        """;

    private static readonly string[] Namespaces = ["footanalytics", "footanalytics-checks", "footanalytics-rollback", "ai-processing", "flagger-system", "monitoring"];

    public static string Of(Uri prometheus, string python) => string.Concat(Namespaces.Select(name => $$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: {{name}} }
        ---

        """)) + string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: prometheus-server, namespace: monitoring}
        spec:
          selector: {app: prometheus-server}
          ports: [{name: http, port: 80, targetPort: 9090}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: prometheus-server, namespace: monitoring, labels: {app: prometheus-server} }
        spec:
          terminationGracePeriodSeconds: 0
          containers:
            - name: relay
              image: sample/web:1
              command: ["{{python}}", "-u", "-c"]
              args:
                - |
        {{Stories.Fragments.Indented(Relay, 10)}}
                - "{{prometheus.Host}}"
                - "{{prometheus.Port}}"
              env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }]
              readinessProbe: {tcpSocket: {port: 9090}, periodSeconds: 1, timeoutSeconds: 5}
        """);
}
