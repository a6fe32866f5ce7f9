using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Names of 63 characters: a whole good and a whole bad rollout, or a refusal that says what is too long.</summary>
public sealed class LongNameTrapTests : IAsyncLifetime
{
    private static readonly string Longest = LongNames.Of("deployment", 63);
    private static readonly string TooLong = LongNames.Of("deployment", SideNames.MostDeployment + 1);
    private static int _made;
    private readonly string _namespace = LongNames.Of($"names-{SharedCluster.Run}-{Interlocked.Increment(ref _made)}", 63);
    private Kubectl? _kubectl;

    private Kubectl Kubectl => _kubectl ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        var cluster = await SharedCluster.StartedAsync();
        await cluster.Kubectl.RunAsync(CancellationToken.None, "create", "namespace", _namespace);
        _kubectl = cluster.Kubectl.In(_namespace);
    }

    [Fact]
    public async Task LongestNames_GoThroughAGoodAndABadRollout()
    {
        await Kubectl.ApplyAsync(LongNames.Manifest(Longest), CancellationToken.None);
        await RunAsync("rollout", "status", $"deploy/{Longest}", "--timeout=60s");
        await RunAsync("annotate", "deploy", Longest, [
            $"{AnnotationNames.Enabled}=true", $"{AnnotationNames.Interval}=2s", $"{AnnotationNames.StepWeight}=40", $"{AnnotationNames.MaxWeight}=40",
            $"{AnnotationNames.Threshold}=1", $"{AnnotationNames.RequestDuration}=10000"]);
        await PhaseAsync("Initialized");
        await using var load = await TestCluster.StartLoadAsync(Kubectl, plan => plan, CancellationToken.None, LongNames.Service);
        await SetImageAsync("sample/web:2");
        Assert.Equal(0, await StatusAsync());
        await PhaseAsync("Succeeded");
        Assert.True(load.Counts.Snapshot().Of("2").Answered > 0);
        await SetImageAsync("sample/web:5");
        Assert.Equal(1, await StatusAsync());
        await PhaseAsync("Failed");

        await Eventually.TrueAsync(
            async () => await RunAsync("get", "pods", "-l", $"app={LongNames.Label}", "-o", "jsonpath={.items[*].spec.containers[0].image}") == "sample/web:2 sample/web:2",
            TrapTarget.Within, "the good version alone is left", CancellationToken.None);
        AssertNothingLost(load.Counts.Snapshot());
    }

    [Fact]
    public async Task Deployment_WithALongerName_IsRefusedWithTheLimit()
    {
        await Kubectl.ApplyAsync(LongNames.Manifest(TooLong).Split("---")[0], CancellationToken.None);
        var refused = await Kubectl.TryAsync(CancellationToken.None, "annotate", "deploy", TooLong, $"{AnnotationNames.Enabled}=true");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"must have at most {SideNames.MostDeployment} characters", refused.Errors, StringComparison.Ordinal);
    }

    public Task DisposeAsync() => Kubectl.RunAsync(CancellationToken.None, "delete", "namespace", _namespace, "--wait=false");

    private Task<string> RunAsync(string verb, string kind, string name, params string[] more) => Kubectl.RunAsync(CancellationToken.None, [verb, kind, name, .. more]);

    private Task<string> SetImageAsync(string image) => RunAsync("set", "image", $"deploy/{Longest}", $"{LongNames.Container}={image}");

    private async Task<int> StatusAsync() => (await Kubectl.TryAsync(CancellationToken.None, "rollout", "status", $"deploy/{Longest}", "--timeout=90s")).ExitCode;

    private Task PhaseAsync(string phase) => Eventually.TrueAsync(
        async () => await RunAsync("get", "canary", Longest, "--ignore-not-found", "-o", "jsonpath={.status.phase}") == phase, TrapTarget.Within, $"the phase is {phase}", CancellationToken.None);

    private static void AssertNothingLost(LoadSnapshot after) => Assert.True(after.Lost == 0, string.Join("; ", after.FirstLost.Take(5)));
}
