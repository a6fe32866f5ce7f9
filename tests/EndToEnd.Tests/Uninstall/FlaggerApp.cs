using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Uninstall;

/// <summary>The sample app as a Flagger that was stopped left it: the target at 0 with a refused version, its primary serving under load.</summary>
internal sealed class FlaggerApp : IAsyncDisposable
{
    public const string Namespace = "of-flagger";

    private FlaggerApp(Kubectl kubectl, LoadGenerator load) => (Kubectl, Load) = (kubectl, load);

    public Kubectl Kubectl { get; }

    public LoadGenerator Load { get; }

    public static async Task<FlaggerApp> StartAsync(TestCluster cluster, Func<LoadPlan, LoadPlan> change)
    {
        await cluster.Kubectl.RunAsync(CancellationToken.None, "create", "namespace", Namespace);
        var kubectl = cluster.Kubectl.In(Namespace);
        await kubectl.ApplyAsync(Objects, CancellationToken.None);
        await kubectl.RunAsync(CancellationToken.None, "rollout", "status", "deploy/web-primary", "--timeout=90s");
        var load = await TestCluster.StartLoadAsync(kubectl, change, CancellationToken.None);
        await kubectl.ApplyAsync(Canary, CancellationToken.None);
        await OwnAsync(kubectl);
        return new(kubectl, load);
    }

    public ValueTask DisposeAsync() => Load.DisposeAsync();

    private static async Task OwnAsync(Kubectl kubectl)
    {
        var uid = (await kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.metadata.uid}")).Trim();
        var owned = $$$"""{"metadata":{"ownerReferences":[{"apiVersion":"flagger.app/v1beta1","kind":"Canary","name":"web","uid":"{{{uid}}}","controller":true,"blockOwnerDeletion":true}]}}""";
        foreach (var thing in new[] { "deploy/web-primary", "service/web", "service/web-primary", "service/web-canary", "configmap/web-primary" })
        {
            await kubectl.RunAsync(CancellationToken.None, "patch", thing, "--type=merge", "-p", owned);
        }
        await kubectl.RunAsync(CancellationToken.None, "patch", "canary/web", "--type=merge", "-p", """{"metadata":{"finalizers":["finalizer.flagger.app"]}}""");
        await kubectl.RunAsync(
            CancellationToken.None, "patch", "canary/web", "--subresource=status", "--type=merge", "-p",
            """{"status":{"phase":"Failed","canaryWeight":0,"failedChecks":0,"iterations":0,"lastAppliedSpec":"6b4c5f","lastPromotedSpec":"5d4f8b"}}""");
    }

    private static string Workload(string name, int replicas, string image) => """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          replicas: REPLICAS
          selector: {matchLabels: {app: NAME}}
          strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          template:
            metadata:
              labels: {app: NAME}
              annotations: {FLAGGER}
            spec:
              containers:
                - name: web
                  image: IMAGE
                  envFrom: [{configMapRef: {name: NAME}}]
                  env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1, timeoutSeconds: 5}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: NAME}
        data: {GREETING: hello}
        ---

        """
        .Replace("NAME", name, StringComparison.Ordinal).Replace("REPLICAS", $"{replicas}", StringComparison.Ordinal)
        .Replace("IMAGE", image, StringComparison.Ordinal).Replace("FLAGGER", name == "web" ? "" : "flagger-id: 0b5e", StringComparison.Ordinal);

    private static string Service(string name, string app) => """
        apiVersion: v1
        kind: Service
        metadata: {name: NAME}
        spec:
          selector: {app: APP}
          ports: [{name: http, port: 80, targetPort: http}]
        ---

        """
        .Replace("NAME", name, StringComparison.Ordinal).Replace("APP", app, StringComparison.Ordinal);

    private static string Objects => Workload("web", 0, "sample/web:5") + Workload("web-primary", 2, "sample/web:1")
        + Service("web", "web-primary") + Service("web-primary", "web-primary") + Service("web-canary", "web");

    private const string Canary = """
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80, targetPort: http}
          revertOnDeletion: true
          analysis: {interval: 3s, threshold: 2, maxWeight: 40, stepWeight: 20}
        """;
}
