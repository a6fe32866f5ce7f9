using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Jobs;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class JobTests
{
    [Fact]
    public async Task Job_WhosePodsSucceed_Completes()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        cluster.Node.Exits["job:1"] = "Succeeded";
        await cluster.CreateAsync(Resources.Jobs, Job("job:1", backoff: 0));

        var done = await cluster.UntilAsync(Resources.Jobs, "once", JobStatus.IsFinished);

        Assert.Equal(2, done.Number("status", "succeeded"));
        Assert.NotNull(done.Text("status", "completionTime"));
        Assert.Contains(done.Objects("status", "conditions"), c => c.Text("type") == "Complete");
        Assert.All(cluster.List(Resources.Pods), p => Assert.Equal("once", p.Text("metadata", "labels", "job-name")));
    }

    [Fact]
    public async Task Job_WhosePodFailsOnceTooOften_Fails()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        cluster.Node.Exits["job:1"] = "Failed";
        await cluster.CreateAsync(Resources.Jobs, Job("job:1", backoff: 0));

        var done = await cluster.UntilAsync(Resources.Jobs, "once", JobStatus.IsFinished);

        Assert.Equal("BackoffLimitExceeded", done.Objects("status", "conditions").Last().Text("reason"));
    }

    [Fact]
    public async Task Job_Finished_IsRemovedAfterItsTime()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        cluster.Node.Exits["job:1"] = "Succeeded";
        var job = Job("job:1", backoff: 0);
        job["spec"]!["ttlSecondsAfterFinished"] = 0;

        await cluster.CreateAsync(Resources.Jobs, job);

        await cluster.UntilAsync(Resources.Jobs, all => all.Count == 0);
        await cluster.UntilAsync(Resources.Pods, all => all.Count == 0);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(3, 40)]
    [InlineData(30, 600)]
    public void Pause_AfterFailures_DoublesUpToTenMinutes(int failed, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), JobRules.Pause(failed));

    [Fact]
    public void Judge_PastTheDeadline_Fails()
    {
        var spec = new JobSpec(1, 1, 6) { ActiveDeadline = 5 };

        Assert.Equal("DeadlineExceeded", JobRules.Judge(spec, new JobCounts(1, 1, 0, 0, 0, 0), TimeSpan.FromSeconds(5))?.Reason);
        Assert.Null(JobRules.Judge(spec, new JobCounts(1, 1, 0, 0, 0, 0), TimeSpan.FromSeconds(4)));
    }

    private static JsonObject Job(string image, int backoff) => Samples.Parse($$$"""
        {
          "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "once" },
          "spec": {
            "parallelism": 1, "completions": 2, "backoffLimit": {{{backoff}}},
            "template": { "spec": { "restartPolicy": "Never", "containers": [ { "name": "job", "image": "{{{image}}}" } ] } }
          }
        }
        """);
}
