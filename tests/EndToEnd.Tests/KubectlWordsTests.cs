using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The words of kubectl that people and pipelines use, against the cluster. Each test has a namespace of its own.</summary>
public sealed class KubectlWordsTests(SharedClusterFixture fixture) : IClassFixture<SharedClusterFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(90);
    private static readonly string Sample = Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml");

    private Kubectl Kubectl => fixture.Kubectl;

    [Theory]
    [InlineData("apply-client", "--server-side=false")]
    [InlineData("apply-server", "--server-side=true")]
    public async Task Apply_Twice_ChangesNothingTheSecondTime(string name, string side)
    {
        var @namespace = await MakeNamespaceAsync(name);
        await RunAsync(@namespace, "apply", side, "-f", Sample);
        var before = await RunAsync(@namespace, "get", "deploy", "web", "-o", "jsonpath={.metadata.generation}");
        await RunAsync(@namespace, "apply", side, "-f", Sample);

        Assert.Equal(before, await RunAsync(@namespace, "get", "deploy", "web", "-o", "jsonpath={.metadata.generation}"));
        Assert.Equal(0, (await Kubectl.TryAsync(CancellationToken.None, "-n", @namespace, "diff", side, "-f", Sample)).ExitCode);
    }

    [Fact]
    public async Task Rollout_StatusUndoRestart_DoWhatTheySay()
    {
        var ns = await DeployAsync("rollout");
        await RunAsync(ns, "set", "image", "deploy/web", "web=sample/web:2");
        Assert.Contains("successfully rolled out", await RunAsync(ns, "rollout", "status", "deploy/web", "--timeout=60s"), StringComparison.Ordinal);
        await RunAsync(ns, "rollout", "undo", "deploy/web");
        Assert.Equal("sample/web:1", await RunAsync(ns, "get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
        await RunAsync(ns, "rollout", "restart", "deploy/web");
        await RunAsync(ns, "rollout", "status", "deploy/web", "--timeout=60s");

        Assert.Contains("restartedAt", await RunAsync(ns, "get", "deploy", "web", "-o", "yaml"), StringComparison.Ordinal);
        Assert.Contains("REVISION", await RunAsync(ns, "rollout", "history", "deploy/web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_UpAndDown_IsFollowedByPods()
    {
        var ns = await DeployAsync("scale");
        await RunAsync(ns, "scale", "deploy/web", "--replicas=3");
        await RunAsync(ns, "rollout", "status", "deploy/web", "--timeout=60s");
        Assert.Equal(3, await PodsAsync(ns));
        await RunAsync(ns, "scale", "deploy/web", "--replicas=1");
        await Eventually.TrueAsync(async () => await PodsAsync(ns) == 1, Within, "one pod is left", CancellationToken.None);
    }

    [Fact]
    public async Task Reading_GetDescribeLogsEvents_ShowsTheApp()
    {
        var ns = await DeployAsync("reading");

        Assert.Contains("2/2", await RunAsync(ns, "get", "deploy", "web"), StringComparison.Ordinal);
        Assert.Contains("Running", await RunAsync(ns, "get", "pods", "-o", "wide"), StringComparison.Ordinal);
        Assert.Contains("ScalingReplicaSet", await RunAsync(ns, "describe", "deploy", "web"), StringComparison.Ordinal);
        Assert.Contains("version 1 listens", await RunAsync(ns, "logs", "-l", "app=web"), StringComparison.Ordinal);
        Assert.Contains("ScalingReplicaSet", await RunAsync(ns, "events"), StringComparison.Ordinal);
        await RunAsync(ns, "wait", "--for=condition=Available", "deploy/web", "--timeout=10s");
    }

    [Fact]
    public async Task Watch_OfADeployment_SeesItsChanges()
    {
        var ns = await DeployAsync("watching");
        using var stop = new CancellationTokenSource(Within);
        var seen = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var deployment in Kubectl.WatchAsync(["deploy", "-n", ns], stop.Token))
            {
                if ((int?)deployment["spec"]!["replicas"] == 1)
                {
                    seen.TrySetResult();
                }
            }
        });
        await RunAsync(ns, "scale", "deploy/web", "--replicas=1");
        await seen.Task.WaitAsync(Within);
        await stop.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task Delete_OfADeployment_TakesItsPodsAlong()
    {
        var ns = await DeployAsync("deleting");
        await RunAsync(ns, "delete", "deploy", "web", "--timeout=60s");
        await Eventually.TrueAsync(async () => await PodsAsync(ns) == 0, Within, "its pods are gone", CancellationToken.None);
    }

    [Fact]
    public async Task Create_OfANamespace_IsAccepted()
    {
        var name = $"created-by-hand-{SharedCluster.Run}";

        Assert.Equal($"namespace/{name} created\n", await Kubectl.RunAsync(CancellationToken.None, "create", "namespace", name));
    }

    private async Task<string> MakeNamespaceAsync(string name)
    {
        var own = $"{name}-{SharedCluster.Run}";
        await Kubectl.RunAsync(CancellationToken.None, "create", "namespace", own);
        return own;
    }

    private async Task<string> DeployAsync(string name)
    {
        var @namespace = await MakeNamespaceAsync(name);
        await RunAsync(@namespace, "apply", "-f", Sample);
        await RunAsync(@namespace, "rollout", "status", "deploy/web", "--timeout=60s");
        return @namespace;
    }

    private Task<string> RunAsync(string @namespace, params string[] arguments) => Kubectl.RunAsync(CancellationToken.None, ["-n", @namespace, .. arguments]);

    private async Task<int> PodsAsync(string @namespace) =>
        (await RunAsync(@namespace, "get", "pods", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
