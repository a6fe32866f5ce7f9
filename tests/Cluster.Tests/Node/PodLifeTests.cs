using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class PodLifeTests(NodeFixture node) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task Pod_OfPause_RunsAndIsReady()
    {
        await node.CreatePodAsync("pause", """{"containers":[{"name":"app","image":"golden/pause:1"}]}""");

        var pod = await node.WaitForPodAsync("pause", pod => pod.IsReady());

        Assert.Equal("Running", pod.Phase());
        Assert.StartsWith("127.", pod.Ip(), StringComparison.Ordinal);
        Assert.True((bool?)pod.Container()?["started"]);
        Assert.Equal(["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"],
            pod["status"]!["conditions"]!.AsArray().Select(condition => (string?)condition!["type"]));
    }

    [Fact]
    public async Task Pod_ThatEndsWell_Succeeds()
    {
        await node.CreatePodAsync("good", """{"restartPolicy":"Never","containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","exit 0"]}]}""");

        var pod = await node.WaitForPodAsync("good", pod => pod.Phase() == "Succeeded");

        Assert.Equal("Completed", pod.Container().EndReason());
        Assert.Equal("PodCompleted", pod.Condition("Ready", "reason"));
        Assert.Equal("PodCompleted", pod.Condition("Initialized", "reason"));
        Assert.Equal("False", pod.Condition("PodReadyToStartContainers"));
    }

    [Fact]
    public async Task Pod_ThatEndsBadly_Fails()
    {
        await node.CreatePodAsync("bad", """{"restartPolicy":"Never","containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","exit 5"]}]}""");

        var pod = await node.WaitForPodAsync("bad", pod => pod.Phase() == "Failed");

        Assert.Equal(5, pod.Container().ExitCode());
        Assert.Equal("PodFailed", pod.Condition("ContainersReady", "reason"));
    }

    [Fact]
    public async Task Container_ThatCrashes_BacksOffWithItsLastExit()
    {
        await node.CreatePodAsync("crash", """{"containers":[{"name":"app","image":"golden/crash:1"}]}""");

        var pod = await node.WaitForPodAsync("crash", pod => pod.Container().WaitingReason() == "CrashLoopBackOff");

        Assert.Equal("Running", pod.Phase());
        Assert.Equal(3, (int?)pod.Container()?["lastState"]?["terminated"]?["exitCode"]);
        Assert.False((bool?)pod.Container()?["ready"]);
        await node.WaitForPodAsync("crash", pod => (int?)pod.Container()?["restartCount"] >= 3);
    }

    [Fact]
    public async Task Image_ThatCannotBePulled_BacksOff()
    {
        await node.CreatePodAsync("none", """{"containers":[{"name":"app","image":"golden/none:1"}]}""");

        var pod = await node.WaitForPodAsync("none", pod => pod.Container().WaitingReason() == "ImagePullBackOff");

        Assert.Equal("Pending", pod.Phase());
        Assert.Equal(0, (int?)pod.Container()?["restartCount"]);
    }

    [Fact]
    public async Task Config_ThatIsMissing_IsWaitedFor()
    {
        await node.CreatePodAsync("late", """
            {"containers":[{"name":"app","image":"golden/pause:1","env":[{"name":"X","valueFrom":{"configMapKeyRef":{"name":"late","key":"x"}}}]}]}
            """);
        await node.WaitForPodAsync("late", pod => pod.Container().WaitingReason() == "CreateContainerConfigError" && pod.Phase() == "Pending");

        await node.CreateAsync(new GroupResource("", "configmaps"), """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late","namespace":"test"},"data":{"x":"1"}}
            """);

        await node.WaitForPodAsync("late", pod => pod.Phase() == "Running");
    }

    [Fact]
    public async Task InitContainer_ThatFails_KeepsTheAppFromStarting()
    {
        await node.CreatePodAsync("init-fails", """
            {"restartPolicy":"Never","initContainers":[{"name":"first","image":"golden/sh:1","command":["/bin/sh","-c","exit 4"]}],
             "containers":[{"name":"app","image":"golden/pause:1"}]}
            """);

        var pod = await node.WaitForPodAsync("init-fails", pod => pod.Phase() == "Failed");

        Assert.Equal(4, pod.Init().ExitCode());
        Assert.Equal("PodInitializing", pod.Container().WaitingReason());
        Assert.Equal("True", pod.Condition("Initialized"));
        Assert.Null(pod.Condition("Initialized", "reason"));
    }

    [Fact]
    public async Task ReadinessGate_Closed_KeepsThePodUnready()
    {
        await node.CreatePodAsync("gate", """{"readinessGates":[{"conditionType":"example.com/g"}],"containers":[{"name":"app","image":"golden/pause:1"}]}""");
        var pod = await node.WaitForPodAsync("gate", pod => pod.Condition("Ready", "reason") == "ReadinessGatesNotReady");
        Assert.Equal("True", pod.Condition("ContainersReady"));

        var opened = pod.DeepClone().AsObject();
        opened["metadata"]!.AsObject().Remove("resourceVersion");
        opened["status"]!["conditions"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject { ["type"] = "example.com/g", ["status"] = "True" });
        await node.UpdateAsync(new GroupResource("", "pods"), opened, "status");

        await node.WaitForPodAsync("gate", pod => pod.IsReady() && pod.Condition("example.com/g") == "True");
    }

    [Fact]
    public async Task Pod_Deleted_GoesAfterItsContainersEnded()
    {
        var log = Path.Combine(node.State, "graceful");
        await node.CreatePodAsync("graceful", $$$$"""
            {"terminationGracePeriodSeconds":10,"volumes":[{"name":"out","hostPath":{"path":"{{{{node.State}}}}"}}],"containers":[{"name":"app","image":"golden/sh:1",
             "volumeMounts":[{"name":"out","mountPath":"/out"}],"lifecycle":{"preStop":{"exec":{"command":["/bin/sh","-c","echo hook >>/out/graceful"]}}},
             "command":["/bin/sh","-c","trap 'echo term >>/out/graceful; exit 0' TERM; while :; do sleep 0.05; done"]}]}
            """);
        await node.WaitForPodAsync("graceful", pod => pod.IsReady());

        await node.DeletePodAsync("graceful");
        await node.WaitUntilGoneAsync("graceful");

        Assert.Equal(["hook", "term"], await File.ReadAllLinesAsync(log));
    }
}
