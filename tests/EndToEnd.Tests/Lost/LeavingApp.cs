using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck when its annotation has just gone; ends with nothing of ours on it.</summary>
internal sealed class LeavingApp(ManagedWeb web) : PhaseApp(web)
{
    private static readonly string[] Ours = [AnnotationNames.Enabled, AnnotationNames.Interval, AnnotationNames.StepWeight, AnnotationNames.MaxWeight, AnnotationNames.Threshold];

    public override bool SeemsThere => Web.Canary.Current.Phase == "Terminating";

    public override async Task<bool> IsThereAsync() => SeemsThere && await HasCanaryAsync();

    public override async Task<bool> HasEndedAsync() => !await HasCanaryAsync();

    protected override bool IsManagedAtTheEnd => false;

    protected override Task StartAsync(int round) => Target.RunAsync(["annotate", "deploy/web", .. Ours.Select(name => $"{name}-")]);

    protected override async Task EndsAsync()
    {
        await UntilAsync(async () => !await HasCanaryAsync(), "its Canary is gone");
        await UntilAsync(async () => !await IsRollingAsync(), "its pods are the team's again");
        Assert.DoesNotContain(AnnotationNames.Prefix, await TextAsync("get", "deploy,svc,cm", "-o", "yaml"), StringComparison.Ordinal);
        Assert.Equal("service/web", await TextAsync("get", "svc", "-o", "name"));
        Assert.Null((await Target.DeploymentAsync())["spec"]!["paused"]);
    }

    public async Task<bool> HasCanaryAsync() => (await TextAsync("get", "canary", "web", "--ignore-not-found", "-o", "name")).Length > 0;
}
