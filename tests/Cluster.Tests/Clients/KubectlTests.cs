using System.Globalization;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Clients;

public sealed class KubectlTests
{
    private const int Workers = 2;
    private const int Rounds = 3;
    private const int Objects = 24;

    private static readonly string[][] ByNames =
    [
        ["label", "configmaps", "-l", "app=bulk", "stage=two", "--overwrite"],
        ["annotate", "configmaps", "-l", "app=bulk", "note=seen", "--overwrite"],
        ["set", "image", "deployment/web", "web=golden/pause:2"],
        ["rollout", "status", "deployment/web", "--timeout=60s"],
        ["rollout", "history", "deployment/web"],
        ["rollout", "undo", "deployment/web"],
        ["rollout", "pause", "deployment/web"],
        ["rollout", "resume", "deployment/web"],
        ["rollout", "restart", "deployment/web"],
        ["scale", "deployment/web", "--replicas=2"],
        ["rollout", "status", "deployment/web", "--timeout=60s"],
        ["patch", "deployment", "web", "-p", """{"spec":{"minReadySeconds":0,"template":{"spec":{"terminationGracePeriodSeconds":0}}}}"""],
        ["get", "deployments,replicasets,pods,services,endpointslices,configmaps,events", "-o", "wide"],
        ["describe", "deployment/web"],
        ["wait", "deployment/web", "--for=condition=Available", "--timeout=60s"],
    ];

    [Fact]
    public async Task Kubectl_HundredsOfOperations_NoneFails()
    {
        var kubectl = ClientCluster.Need("kubectl");
        await using var cluster = await ClientCluster.StartAsync();
        var counts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(n => WorkAsync(cluster, kubectl, $"worker-{n}")));
        Assert.True(counts.Sum() >= 400 * ClientCluster.Volume, $"{counts.Sum()} operations");
        Assert.Empty(cluster.Server.Api.List(new GroupResource("apps", "deployments")).Items);
    }

    /// <summary>How many objects kubectl said it had read or changed.</summary>
    private static async Task<int> WorkAsync(ClientCluster cluster, string kubectl, string ns)
    {
        var done = 0;
        for (var round = 0; round < Rounds * ClientCluster.Volume; round++)
        {
            done += await SayAsync(cluster, kubectl, "create", "namespace", ns);
            var file = Path.Combine(cluster.Folder, ns + ".yaml");
            foreach (var value in (string[])["one", "two"])
            {
                await File.WriteAllTextAsync(file, Manifests(value));
                done += await SayAsync(cluster, kubectl, "-n", ns, "apply", "-f", file);
            }

            done += await SayAsync(cluster, kubectl, "-n", ns, "apply", "--server-side", "--force-conflicts", "-f", file);
            foreach (var words in ByNames)
            {
                done += await SayAsync(cluster, kubectl, ["-n", ns, .. words]);
            }

            done += await SayAsync(cluster, kubectl, "-n", ns, "delete", "-f", file);
            done += await SayAsync(cluster, kubectl, "delete", "namespace", ns, "--timeout=60s");
        }

        return done;
    }

    private static async Task<int> SayAsync(ClientCluster cluster, string kubectl, params string[] words)
    {
        var (exit, said) = await cluster.RunAsync(kubectl, words);
        Assert.True(exit == 0, $"kubectl {string.Join(' ', words)}: {said}");
        return words.Contains("describe") || words.Contains("rollout") ? 1 : said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    private static string Manifests(string value) => string.Concat(Enumerable.Range(0, Objects).Select(n => string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: bulk-{{n}}
          labels:
            app: bulk
        data:
          value: {{value}}
        ---

        """))) + """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 0
              containers: [{name: web, image: "golden/pause:1", ports: [{containerPort: 8080}]}]
        """;
}
