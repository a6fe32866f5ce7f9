using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class ContainerTests(NodeFixture node) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task Container_SeesItsEnvironmentAndVolumes()
    {
        await node.CreateAsync(new GroupResource("", "configmaps"), """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"env","namespace":"test"},"data":{"a.b":"dotted","plain":"it's"}}
            """);
        await node.CreateAsync(new GroupResource("", "secrets"), """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"sec","namespace":"test"},"data":{"key":"c2VjcmV0"}}
            """);
        await node.CreatePodAsync("sees", """
            {"restartPolicy":"Never","serviceAccountName":"sa","volumes":[
              {"name":"token","projected":{"sources":[{"serviceAccountToken":{"path":"token","audience":"aud"}},
                {"configMap":{"name":"absent","optional":true}},{"downwardAPI":{"items":[{"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}}]}}]}},
              {"name":"map","configMap":{"name":"env","items":[{"key":"plain","path":"deep/er"}]}}],
             "containers":[{"name":"app","image":"golden/sh:1","envFrom":[{"configMapRef":{"name":"env"},"prefix":"P_"}],
              "env":[{"name":"NAME","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},{"name":"BOTH","value":"$(NAME)-$(P_plain)-$(GONE)-$$(NAME)"},
                {"name":"SECRET","valueFrom":{"secretKeyRef":{"name":"sec","key":"key"}}},
                {"name":"CPU","valueFrom":{"resourceFieldRef":{"resource":"requests.cpu","divisor":"1m"}}}],
              "resources":{"requests":{"cpu":"250m"}},
              "volumeMounts":[{"name":"token","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"},{"name":"map","mountPath":"/new/place"},
                {"name":"map","mountPath":"/single","subPath":"deep/er"}],
              "command":["/bin/sh","-c","echo $BOTH $SECRET $CPU; tr '\\0' '\\n' </proc/1/environ | grep ^P_a; cat /var/run/secrets/kubernetes.io/serviceaccount/token /run/secrets/kubernetes.io/serviceaccount/labels; cat /new/place/deep/er /single; hostname; echo last words >/dev/termination-log"]}]}
            """);

        var pod = await node.WaitForPodAsync("sees", pod => pod.Phase() is "Succeeded" or "Failed");

        Assert.Equal("last words\n", (string?)pod.Container()?["state"]?["terminated"]?["message"]);
        Assert.Equal("sees-it's-$(GONE)-$(NAME) secret 250\nP_a.b=dotted\naud-1app=\"sees\"it'sit'ssees\n", await node.LogAsync("sees"));
        Assert.False(File.Exists("/dev/termination-log"));
        Assert.False(Directory.Exists("/new/place"));
    }

    [Fact]
    public async Task Volume_Changed_IsSwitchedInPlace()
    {
        var maps = new GroupResource("", "configmaps");
        await node.CreateAsync(maps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"live","namespace":"test"},"data":{"v":"one"}}""");
        await node.CreatePodAsync("live", """
            {"volumes":[{"name":"live","configMap":{"name":"live"}}],"containers":[{"name":"app","image":"golden/sh:1","volumeMounts":[{"name":"live","mountPath":"/live"}],
             "command":["/bin/sh","-c","cat /live/v; echo; until grep -q two /live/v; do sleep 0.05; done; cat /live/v /live/w; sleep 60"]}]}
            """);
        await Eventually.TrueAsync(() => node.LogAsync("live").Result.Contains("one", StringComparison.Ordinal));

        var changed = node.Api.Get(maps, "test", "live")!.DeepClone().AsObject();
        changed["data"] = new System.Text.Json.Nodes.JsonObject { ["v"] = "two", ["w"] = "new" };
        await node.UpdateAsync(maps, changed);

        await Eventually.TrueAsync(() => node.LogAsync("live").Result == "one\ntwonew", () => node.LogAsync("live").Result);
    }

    [Fact]
    public async Task ReadOnlyRoot_RefusesWrites()
    {
        await node.CreatePodAsync("ro", """
            {"restartPolicy":"Never","volumes":[{"name":"tmp","emptyDir":{}}],"containers":[{"name":"app","image":"golden/sh:1","securityContext":{"readOnlyRootFilesystem":true},
             "volumeMounts":[{"name":"tmp","mountPath":"/tmp"}],"command":["/bin/sh","-c","echo x >/tmp/x && ! echo y 2>/dev/null >/opt/y"]}]}
            """);

        var pod = await node.WaitForPodAsync("ro", pod => pod.Phase() is "Succeeded" or "Failed");

        Assert.Equal(0, pod.Container().ExitCode());
    }

    [Fact]
    public async Task Session_OfAContainer_ComesAfterThoseBesideThePods()
    {
        await node.CreatePodAsync("nice", """
            {"restartPolicy":"Never","containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","sed 's/.* //' /proc/self/autogroup 2>/dev/null || echo 5"]}]}
            """);

        await node.WaitForPodAsync("nice", pod => pod.Phase() is "Succeeded" or "Failed");

        Assert.Equal("5\n", await node.LogAsync("nice"));
    }

    [Fact]
    public async Task Program_ThatIsMissing_IsAStartError()
    {
        await node.CreatePodAsync("lost", """{"restartPolicy":"Never","containers":[{"name":"app","image":"golden/sh:1","command":["/no/such"]}]}""");

        var pod = await node.WaitForPodAsync("lost", pod => pod.Phase() == "Failed");

        Assert.Equal("StartError", pod.Container().EndReason());
        Assert.Equal(128, pod.Container().ExitCode());
    }

    [Fact]
    public async Task Memory_UsedUp_IsOutOfMemory()
    {
        await File.WriteAllTextAsync(node.ImageMapFile, """{"oom:1": {"entrypoint": ["/bin/sh", "-c", "while :; do sleep 1; done"], "oomSeconds": 0.2}}""");
        await node.CreatePodAsync("oom", """{"restartPolicy":"Never","containers":[{"name":"app","image":"oom:1"}]}""");

        var pod = await node.WaitForPodAsync("oom", pod => pod.Phase() == "Failed");

        Assert.Equal("OOMKilled", pod.Container().EndReason());
        Assert.Equal(137, pod.Container().ExitCode());
    }

    [Fact]
    public async Task ImageMap_Changed_IsReadAgain()
    {
        await File.WriteAllTextAsync(node.ImageMapFile, """
            {"my/*": {"entrypoint": ["/bin/sh", "-c", "echo ${WORD} {podName} {tag} $0 $EXTRA"], "cmd": ["default"], "env": {"EXTRA": "{namespace}"}}}
            """);
        await node.CreatePodAsync("mapped", """{"restartPolicy":"Never","containers":[{"name":"app","image":"my/own/app:v7"}]}""");
        await node.CreatePodAsync("mapped-args", """{"restartPolicy":"Never","containers":[{"name":"app","image":"my/own/app","args":["given"]}]}""");

        await node.WaitForPodAsync("mapped", pod => pod.Phase() == "Succeeded");
        await node.WaitForPodAsync("mapped-args", pod => pod.Phase() == "Succeeded");

        Assert.Equal("word mapped v7 default test\n", await node.LogAsync("mapped"));
        Assert.Equal("word mapped-args latest given test\n", await node.LogAsync("mapped-args"));
    }

    [Fact]
    public async Task Hosts_NameServices()
    {
        node.Hosts.Set([new("test", "web", "127.1.2.3"), new("other", "db", "127.1.2.4")]);
        await node.CreatePodAsync("names", """
            {"containers":[{"name":"app","image":"golden/sh:1",
             "command":["/bin/sh","-c","getent hosts web db.other.svc db >/tmp/o; cat /tmp/o; until getent hosts late; do sleep 0.05; done; sleep 60"]}]}
            """);
        await Eventually.TrueAsync(() => node.LogAsync("names").Result.Contains("127.1.2.4", StringComparison.Ordinal));
        var first = await node.LogAsync("names");
        Assert.Contains("127.1.2.3", first, StringComparison.Ordinal);
        Assert.Equal(2, first.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        node.Hosts.Set([new("test", "late", "127.1.2.5")]);

        await Eventually.TrueAsync(() => node.LogAsync("names").Result.Contains("127.1.2.5", StringComparison.Ordinal));
    }
}
