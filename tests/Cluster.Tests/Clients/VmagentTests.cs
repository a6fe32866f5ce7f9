using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Clients;

public sealed class VmagentTests
{
    private const int Pods = 120;
    private static readonly Identity Admin = new("admin", ["system:masters"]);

    [Fact]
    public async Task Vmagent_DiscoversPodsEndpointsAndServices_AsTheyComeAndGo()
    {
        var vmagent = ClientCluster.Need("vmagent");
        await using var cluster = await ClientCluster.StartAsync();
        var config = Path.Combine(cluster.Folder, "scrape.yaml");
        var token = Path.Combine(cluster.Folder, "token");
        await File.WriteAllTextAsync(token, cluster.Server.AdminToken);
        await File.WriteAllTextAsync(config, "scrape_configs:\n" + string.Concat(((string[])["pod", "endpoints", "service"]).Select(role => Job(role, cluster.Server.Address, token))));
        var address = $"127.0.0.1:{FreePort()}";
        using var process = cluster.Launch(vmagent, [
            "-promscrape.config=" + config, "-httpListenAddr=" + address, "-remoteWrite.url=http://127.0.0.1:9/", "-remoteWrite.tmpDataPath=" + Path.Combine(cluster.Folder, "vm"), "-promscrape.kubernetesSDCheckInterval=1s"]);
        var log = new VmagentLog(process);
        try
        {
            await ChangeAsync(cluster);
            using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
            Assert.True(await ReachAsync(http, Pods, Pods, 1), log.Text);
            await cluster.Server.Api.DeleteAsync(new GroupResource("", "services"), "default", "watched", null, null, null, Admin, CancellationToken.None);
            Assert.True(await ReachAsync(http, Pods, 0, 0), log.Text);
            Assert.DoesNotContain(log.Lines, l => l.Contains("kubernetes", StringComparison.Ordinal) && (l.Contains("\terror\t", StringComparison.Ordinal) || l.Contains("\twarn\t", StringComparison.Ordinal)));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static string Job(string role, Uri address, string token) =>
        $"""
        - job_name: {role}
          scrape_interval: 1h
          kubernetes_sd_configs:
          - role: {role}
            api_server: {address.AbsoluteUri.TrimEnd('/')}
            bearer_token_file: {token}
            tls_config: {"{"}insecure_skip_verify: true{"}"}
            namespaces: {"{"}names: [default]{"}"}
          relabel_configs:
          - source_labels: [__meta_kubernetes_pod_label_app, __meta_kubernetes_service_name]
            regex: watched;.*|.*;watched
            action: keep

        """;

    /// <summary>Pods come, change and report an address; a Service selects them.</summary>
    private static async Task ChangeAsync(ClientCluster cluster)
    {
        var api = cluster.Server.Api;
        await api.CreateAsync(new GroupResource("", "services"), "default", JsonNode.Parse("""
            {"metadata":{"name":"watched"},"spec":{"publishNotReadyAddresses":true,"selector":{"app":"watched"},"ports":[{"name":"http","port":80,"targetPort":8080}]}}
            """)!.AsObject(), Admin, CancellationToken.None);
        await Parallel.ForAsync(0, Pods, async (n, cancel) =>
        {
            await api.CreateAsync(new GroupResource("", "pods"), "default", JsonNode.Parse($$$"""
                {"metadata":{"name":"watched-{{{n}}}","labels":{"app":"watched"}},"spec":{"nodeName":"nowhere","containers":[{"name":"a","image":"golden/pause:1","ports":[{"containerPort":8080}]}]}}
                """)!.AsObject(), Admin, cancel);
            await api.PatchAsync(new GroupResource("", "pods"), "default", $"watched-{n}", "application/merge-patch+json", JsonNode.Parse($$$"""
                {"status":{"phase":"Running","podIP":"127.250.0.{{{n + 1}}}","podIPs":[{"ip":"127.250.0.{{{n + 1}}}"}],"conditions":[{"type":"Ready","status":"True"}]}}
                """)!, "status", Admin, cancel);
            await api.PatchAsync(new GroupResource("", "pods"), "default", $"watched-{n}", "application/merge-patch+json", JsonNode.Parse("""{"metadata":{"labels":{"seen":"twice"}}}""")!, null, Admin, cancel);
        });
    }

    /// <summary>Whether vmagent comes to have these numbers of targets.</summary>
    private static async Task<bool> ReachAsync(HttpClient http, int pods, int endpoints, int services)
    {
        for (var round = 0; round < 100; round++)
        {
            var targets = JsonNode.Parse(await AskAsync(http))?["data"]?["activeTargets"]?.AsArray() ?? [];
            var counts = targets.Select(t => (string?)t?["discoveredLabels"]?["job"] ?? (string?)t?["labels"]?["job"]).CountBy(j => j ?? "").ToDictionary();
            if (counts.GetValueOrDefault("pod") == pods && counts.GetValueOrDefault("endpoints") == endpoints && counts.GetValueOrDefault("service") == services)
            {
                return true;
            }

            await Task.Delay(300);
        }

        return false;
    }

    /// <summary>Its targets; none while it does not listen yet.</summary>
    private static async Task<string> AskAsync(HttpClient http)
    {
        try
        {
            return await http.GetStringAsync(new Uri("/api/v1/targets?state=active", UriKind.Relative));
        }
        catch (HttpRequestException)
        {
            return "{}";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
