namespace CanaryMesh.Cluster.Tests.Node;

public sealed class PodOrderTests(NodeFixture node) : IClassFixture<NodeFixture>
{
    // Each container notes in a shared file when it starts and when it is told to end.
    private const string Note = """["/bin/sh","-c","echo $0 >>/out/order; trap 'echo -$0 >>/out/order; exit 0' TERM; while :; do sleep 0.02; done","NAME"]""";

    [Fact]
    public async Task Sidecars_StartBeforeTheAppAndEndAfterItInReverse()
    {
        var file = Order("order");
        await node.CreatePodAsync("order", Spec("order", $$$"""
            "initContainers":[{"name":"first","image":"golden/sh:1","command":["/bin/sh","-c","echo first >>/out/order"],{{{Mount}}} },
              {"name":"side1","restartPolicy":"Always","image":"golden/sh:1","command":{{{Noting("side1")}}},{{{Mount}}},
               "startupProbe":{"periodSeconds":1,"exec":{"command":["/bin/sh","-c","grep -q side1 /out/order && echo probed >>/out/order"]} } },
              {"name":"side2","restartPolicy":"Always","image":"golden/sh:1","command":{{{Noting("side2")}}},{{{Mount}}} }],
            "containers":[{"name":"app","image":"golden/sh:1","command":{{{Noting("app")}}},{{{Mount}}} }]
            """));
        var pod = await node.WaitForPodAsync("order", pod => pod.IsReady() && File.ReadAllText(file).Contains("app", StringComparison.Ordinal));
        Assert.Equal("Completed", pod.Init().EndReason());
        Assert.True((bool?)pod.Init()?["ready"]);
        Assert.False((bool?)pod.Init()?["started"]);
        Assert.True((bool?)pod.Init(1)?["started"]);

        await node.DeletePodAsync("order");
        await node.WaitUntilGoneAsync("order");

        Assert.Equal(["first", "side1", "probed", "side2", "app", "-app", "-side2", "-side1"], await File.ReadAllLinesAsync(file));
    }

    [Fact]
    public async Task Pod_ThatIsDone_EndsItsSidecars()
    {
        await node.CreatePodAsync("job", """
            {"restartPolicy":"Never","terminationGracePeriodSeconds":5,"initContainers":[{"name":"side","restartPolicy":"Always","image":"golden/pause:1"}],
             "containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","exit 0"]}]}
            """);

        var pod = await node.WaitForPodAsync("job", pod => pod.Phase() == "Succeeded");

        Assert.Equal("Completed", pod.Init().EndReason());
    }

    [Fact]
    public async Task Sidecar_NotReady_KeepsThePodUnready()
    {
        await node.CreatePodAsync("unready", """
            {"initContainers":[{"name":"side","restartPolicy":"Always","image":"golden/pause:1","readinessProbe":{"periodSeconds":1,"exec":{"command":["/bin/false"]}} }],
             "containers":[{"name":"app","image":"golden/pause:1"}]}
            """);

        var pod = await node.WaitForPodAsync("unready", pod => pod.Phase() == "Running" && (bool?)pod.Container()?["ready"] == true);

        Assert.Equal("containers with unready status: [side]", pod.Condition("Ready", "message"));
        Assert.Equal("True", pod.Condition("Initialized"));
        Assert.True((bool?)pod.Init()?["started"]);
    }

    private const string Mount = """ "volumeMounts":[{"name":"out","mountPath":"/out"}] """;

    private static string Noting(string name) => Note.Replace("NAME", name, StringComparison.Ordinal);

    private string Spec(string name, string containers) =>
        $$"""{"terminationGracePeriodSeconds":10,"volumes":[{"name":"out","hostPath":{"path":"{{Folder(name)}}"} }],{{containers}} }""";

    private string Folder(string name) => Path.Combine(node.State, name);

    private string Order(string name)
    {
        Directory.CreateDirectory(Folder(name));
        var file = Path.Combine(Folder(name), "order");
        File.WriteAllText(file, "");
        return file;
    }
}
