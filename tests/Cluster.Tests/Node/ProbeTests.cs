using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class ProbeTests(NodeFixture node) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task Readiness_ByExec_FollowsTheContainer()
    {
        await node.CreatePodAsync("exec", """
            {"containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","until [ -e /tmp/go ]; do sleep 0.02; done; rm /tmp/ok; sleep 60"],
             "lifecycle":{"postStart":{"exec":{"command":["touch","/tmp/ok"]}} },
             "readinessProbe":{"periodSeconds":1,"failureThreshold":1,"exec":{"command":["/bin/sh","-c","[ -e /tmp/ok ] && touch /tmp/go && sleep 0.3 || exit 1"]}} }]}
            """);

        await node.WaitForPodAsync("exec", pod => pod.IsReady());
        await node.WaitForPodAsync("exec", pod => pod.Condition("Ready", "reason") == "ContainersNotReady");
    }

    [Fact]
    public async Task Liveness_Failing_RestartsTheContainer()
    {
        await node.CreatePodAsync("dead", """
            {"containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","trap 'exit 7' TERM; while :; do sleep 0.02; done"],
             "livenessProbe":{"initialDelaySeconds":2,"periodSeconds":1,"failureThreshold":1,"tcpSocket":{"port":1} } }]}
            """);

        var pod = await node.WaitForPodAsync("dead", pod => (int?)pod.Container()?["restartCount"] >= 1);

        Assert.Equal(7, (int?)pod.Container()?["lastState"]?["terminated"]?["exitCode"]);
        await Eventually.TrueAsync(() => node.EventReasons("dead").Contains("Unhealthy") && node.EventReasons("dead").Contains("Killing"));
    }

    [Fact]
    public async Task Http_IsAskedAtThePodsAddressByAKubelet()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await node.CreatePodAsync("http", $$$"""
            {"containers":[{"name":"app","image":"golden/pause:1","ports":[{"name":"web","containerPort":{{{port}}} }],
             "readinessProbe":{"periodSeconds":1,"httpGet":{"host":"127.0.0.1","port":"web","path":"/healthz?a=b","httpHeaders":[{"name":"X-Own","value":"v"}]} } }]}
            """);

        var request = await AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        Assert.StartsWith("GET /healthz?a=b HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("User-Agent: kube-probe/1.36\r\n", request, StringComparison.Ordinal);
        Assert.Contains("X-Own: v\r\n", request, StringComparison.Ordinal);
        await node.WaitForPodAsync("http", pod => pod.IsReady());
    }

    [Fact]
    public async Task Startup_NotOver_HoldsTheOtherProbesBack()
    {
        await node.CreatePodAsync("startup", """
            {"containers":[{"name":"app","image":"golden/pause:1","startupProbe":{"periodSeconds":1,"failureThreshold":100,"exec":{"command":["/bin/false"]} },
             "readinessProbe":{"periodSeconds":1,"exec":{"command":["/bin/true"]} } }]}
            """);

        var pod = await node.WaitForPodAsync("startup", pod => pod.Phase() == "Running");
        await Eventually.TrueAsync(() => node.EventReasons("startup").Contains("Unhealthy"));

        Assert.False((bool?)pod.Container()?["started"]);
        Assert.False(node.Pod("startup")!.IsReady());
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var stream = client.GetStream();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return request.ToString();
    }
}
